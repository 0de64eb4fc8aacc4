import { AbortedError } from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Account, Place } from '../accounts/account.ts';
import type { AccountRegistry } from '../accounts/connections.ts';
import { nameProblem } from '../accounts/key-rules.ts';
import { askForNewSecret } from '../accounts/new-secret.ts';
import { placeLook } from '../accounts/place-look.ts';
import { askForAccount } from '../accounts/sign-in.ts';
import { itemText } from '../words/item-text.ts';
import type { Guard } from './guard.ts';
import { showInformation } from './messages.ts';
import { registerCommand } from './register-command.ts';
import { quickInputDialog } from './sign-in-dialog.ts';

export interface AccountServices {
  readonly guard: Guard;
  readonly connections: AccountRegistry;
}

/** What people do with their accounts, from the palette, the tree, and the welcome view. */
export function activateAccountCommands({ guard, connections }: AccountServices): vscode.Disposable {
  const choose = (argument: unknown, question: string, among = connections.accounts()) =>
    chooseAccount(connections, argument, question, among);
  return vscode.Disposable.from(
    registerCommand(guard, 'jenji.signIn', () => signIn(connections)),
    registerCommand(guard, 'jenji.trySampleData', () => signIn(connections, 'sample')),
    registerCommand(guard, 'jenji.pinAccount', async (argument) => {
      const others = connections.accounts().filter(({ id }) => !connections.isPinned(id));
      await connections.pin((await choose(argument, l10n.t('Which account belongs to this workspace?'), others)).id);
    }),
    registerCommand(guard, 'jenji.unpinAccount', () => connections.pin(undefined)),
    registerCommand(guard, 'jenji.renameAccount', async (argument) => {
      const account = await choose(argument, l10n.t('Which account gets another name?'));
      const label = await vscode.window.showInputBox({
        title: l10n.t('Rename Account'),
        prompt: l10n.t('Name of the account in this editor'),
        value: account.label,
        validateInput: nameProblem,
      });
      if (label !== undefined) await connections.rename(account.id, label.trim());
    }),
    registerCommand(guard, 'jenji.changeSecret', async (argument) => {
      const keys = connections.accounts().filter(({ place }) => place !== 'sample');
      const account = await choose(argument, l10n.t('Which account gets another secret?'), keys);
      const secret = await askForNewSecret(quickInputDialog, account, connections.verify);
      await connections.changeSecret(account.id, secret);
      void showInformation(l10n.t('The secret of “{0}” was changed.', account.label));
    }),
    registerCommand(guard, 'jenji.copyApiUser', async (argument) => {
      const { user } = await choose(argument, l10n.t('Whose API user is to be copied?'));
      await vscode.env.clipboard.writeText(user);
      vscode.window.setStatusBarMessage(l10n.t('API user copied'), 3000);
    }),
    registerCommand(guard, 'jenji.signOut', async (argument) => {
      const account = await choose(argument, l10n.t('Which account do you want to sign out of?'));
      const signOut = l10n.t('Sign Out');
      const detail =
        account.place === 'sample'
          ? l10n.t('What you changed in the sample data is gone with it.')
          : l10n.t(
              'Its secret is deleted from this editor, and requests under way are cancelled. The journal of changes stays on this machine.',
            );
      const question = l10n.t('Sign out of “{0}” ({1})?', account.label, placeLook(account.place).word);
      const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, signOut);
      if (answer === signOut) await connections.remove(account.id);
    }),
  );
}

/** Asks for an account and adds it. @throws AbortedError when the person dismisses a question. */
export async function signIn(connections: AccountRegistry, place?: Place): Promise<Account> {
  const accounts = connections.accounts();
  const wish = await askForAccount(quickInputDialog, { verify: connections.verify, accounts, place });
  if (wish.kind === 'key') return connections.add(wish.account, wish.secret);
  const location = { viewId: 'jenji.explorer' };
  return vscode.window.withProgress({ location }, () => connections.addSample(wish.keyType));
}

/** The account of a menu's row, or the one that the person picks where there are several. */
async function chooseAccount(
  connections: AccountRegistry,
  argument: unknown,
  question: string,
  among: readonly Account[],
): Promise<Account> {
  const id = accountIdIn(argument);
  const named = connections.accounts().find((account) => account.id === id);
  if (named) return named;
  const [first] = among;
  if (!first) throw new AbortedError('There is no account.');
  if (among.length === 1) return first;
  const items = among.map((account) => ({ ...accountItem(connections, account), account }));
  const picked = await vscode.window.showQuickPick(items, { title: question, matchOnDescription: true });
  if (!picked) throw new AbortedError('Cancelled.');
  return picked.account;
}

/** How an account stands in a list to choose from. */
export function accountItem(connections: AccountRegistry, { id, label, place, user }: Account): vscode.QuickPickItem {
  const { icon, color, word } = placeLook(place);
  const pinned = connections.isPinned(id) ? ` · ${l10n.t('for this workspace')}` : '';
  return {
    label: itemText(label),
    description: `${word}${pinned}`,
    detail: itemText(user),
    iconPath: new vscode.ThemeIcon(icon, new vscode.ThemeColor(color)),
  };
}

/** Rows of the tree, and what is about one, tell their account by its id. */
function accountIdIn(argument: unknown): unknown {
  const { accountId, subject }: { accountId?: unknown; subject?: unknown } = Object(argument);
  if (typeof accountId === 'string') return accountId;
  return subject === undefined ? undefined : accountIdIn(subject);
}
