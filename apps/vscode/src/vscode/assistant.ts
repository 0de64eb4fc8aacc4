import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Account } from '../accounts/account.ts';
import type { Connections } from '../accounts/connection.ts';
import { assistantAccounts } from '../assistant/assistant-accounts.ts';
import { type AssistantMode, assistantMode } from '../assistant/assistant-mode.ts';
import { assistantRow } from '../assistant/assistant-row.ts';
import { type AssistantServer, openAssistantServer } from '../assistant/assistant-server.ts';
import type { ChangeRow } from '../review/change-row.ts';
import { accountWords } from '../review/review-rows.ts';
import type { ReviewDesk } from '../review/reviews.ts';
import { oneLine } from '../words/one-line.ts';
import { placeWord } from '../words/place-word.ts';
import type { Guard } from './guard.ts';
import { activateLanguageModelTools } from './language-model-tools.ts';
import { registerCommand } from './register-command.ts';

export interface AssistantServices {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly guard: Guard;
  readonly connections: Connections;
  readonly reviews: ReviewDesk;
}

/** What shows that assistants have access, for the view of the changes. */
export interface AssistantNotices extends vscode.Disposable {
  rows(): readonly ChangeRow[];
  readonly onDidChange: vscode.Event<void>;
}

const chosenKey = 'jenji.assistantAccounts';

/** What assistants of this editor may use: nothing until the person turns it on. Nothing runs before VS Code starts it. */
export function activateAssistant(services: AssistantServices): AssistantNotices {
  const { context, log, guard, connections, reviews } = services;
  const changed = new vscode.EventEmitter<void>();
  const servers = new Map<string, Promise<AssistantServer>>();
  /** Changes when a server ends, so that the editor connects anew. */
  let generation = 0;
  let registered: vscode.Disposable | undefined;
  let registeredFor: AssistantMode = 'off';

  const settings = () => vscode.workspace.getConfiguration('jenji.assistant');
  const mode = () => assistantMode(settings().get('mode'));
  const version = () => String(context.extension.packageJSON.version);

  const accounts = () =>
    assistantAccounts(context.workspaceState.get(chosenKey), connections.accounts(), connections.preferred());

  async function serverOf(accountId: string): Promise<AssistantServer> {
    if (mode() === 'off' || !accounts().some(({ id }) => id === accountId)) {
      throw new Error(l10n.t('Assistants have no access to this account. Turn it on in the Jenji view.'));
    }
    const known = servers.get(accountId);
    if (known) return await known;
    const opened = open(accountId);
    servers.set(accountId, opened);
    opened.catch(() => servers.delete(accountId));
    return await opened;
  }

  async function open(accountId: string): Promise<AssistantServer> {
    const connection = await connections.connect(accountId);
    const readOnly = settings().get('readOnly') === true;
    const server = await openAssistantServer(connection, reviews, {
      version: version(),
      writes: readOnly ? 'off' : 'confirm',
      log: (line) => log.info(line),
    });
    connection.closed.addEventListener('abort', () => void stop(accountId), { once: true });
    return server;
  }

  async function stop(accountId: string): Promise<void> {
    const server = servers.get(accountId);
    servers.delete(accountId);
    generation++;
    changed.fire();
    await (await server?.catch(() => undefined))?.close();
  }

  async function stopAll(): Promise<void> {
    await Promise.all([...servers.keys()].map(stop));
  }

  const provider: vscode.McpServerDefinitionProvider<vscode.McpHttpServerDefinition> = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions() {
      const readOnly = settings().get('readOnly') === true ? '.r' : '';
      return accounts().map((account) => {
        const label = `Jenji: ${oneLine(account.label)} (${placeWord(account.place)})`;
        // Where it listens is known once it does.
        const uri = vscode.Uri.parse(`http://127.0.0.1/${account.id}`);
        return new vscode.McpHttpServerDefinition(label, uri, {}, `${version()}.${generation}${readOnly}`);
      });
    },
    async resolveMcpServerDefinition(definition) {
      const server = await serverOf(definition.uri.path.slice(1));
      const { url, headers } = await server.serve();
      definition.uri = vscode.Uri.parse(url);
      definition.headers = { ...headers };
      return definition;
    },
  };

  /** The server or the tools, never both, so that no assistant is offered the same twice. */
  function register(): void {
    const now = mode();
    if (now === registeredFor) return;
    registered?.dispose();
    registeredFor = now;
    registered =
      now === 'mcpServer'
        ? vscode.lm.registerMcpServerDefinitionProvider('jenji', provider)
        : now === 'languageModelTools'
          ? activateLanguageModelTools(async () => {
              const [account] = accounts();
              if (!account) throw new Error(l10n.t('Sign in to Jenji first.'));
              return await serverOf(account.id);
            })
          : undefined;
  }

  const choose = (chosen: readonly Account[]) =>
    context.workspaceState.update(
      chosenKey,
      chosen.map(({ id }) => id),
    );

  /** Whether the person has chosen. */
  async function chooseAccounts(): Promise<boolean> {
    const known = connections.accounts();
    const chosen = new Set(accounts().map(({ id }) => id));
    const picked = await vscode.window.showQuickPick(
      known.map((account) => ({
        label: oneLine(account.label),
        description: placeWord(account.place),
        picked: chosen.has(account.id),
        account,
      })),
      { canPickMany: true, title: l10n.t('Which accounts may the assistant use in this workspace?') },
    );
    if (!picked) return false;
    await choose(picked.map(({ account }) => account));
    const [gone] = [[...servers.keys()].filter((id) => !accounts().some((account) => account.id === id))];
    await Promise.all(gone.map(stop));
    changed.fire();
    return true;
  }

  async function turnOn(): Promise<void> {
    const yes = l10n.t('Turn On');
    const yesChoosing = l10n.t('Turn On, and Choose Accounts…');
    const preferred = connections.preferred();
    const agreedTo = accounts().length > 0 || !preferred ? accounts() : [preferred];
    const detail = [
      l10n.t(
        'An assistant can then read what the key of the account can read: expenses and what their receipts say, the names, addresses and settings of people, and the settings of organizations. What it reads goes to the language model that you use.',
      ),
      l10n.t(
        'It changes nothing by itself: whatever it wants to change waits under Pending Changes until you approve it.',
      ),
      l10n.t('It runs in this window, listens on this machine only, and never gets the secret of your key.'),
      l10n.t('Account: {0}', agreedTo.map(accountWords).join(', ') || '–'),
    ].join('\n\n');
    const buttons = connections.accounts().length > 1 ? [yes, yesChoosing] : [yes];
    const title = l10n.t('Let the assistants of this editor use Jenji?');
    const chosen = await vscode.window.showInformationMessage(title, { modal: true, detail }, ...buttons);
    // What is used is what was agreed to, whichever account is signed in to or out of later.
    if (chosen === yes) await choose(agreedTo);
    const isAgreed = chosen === yesChoosing ? await chooseAccounts() : chosen === yes;
    if (isAgreed) await settings().update('mode', 'mcpServer', vscode.ConfigurationTarget.Global);
  }

  async function turnOff(): Promise<void> {
    await settings().update('mode', undefined, vscode.ConfigurationTarget.Global);
    await stopAll();
  }

  const listening = vscode.Disposable.from(
    changed,
    { dispose: () => registered?.dispose() },
    { dispose: () => void stopAll() },
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('jenji.assistant')) return;
      void guard.run(async () => {
        register();
        await stopAll();
        changed.fire();
      });
    }),
    connections.onDidChange(() => changed.fire()),
    registerCommand(guard, 'jenji.turnOnAssistant', turnOn),
    registerCommand(guard, 'jenji.turnOffAssistant', turnOff),
    registerCommand(guard, 'jenji.chooseAssistantAccounts', chooseAccounts),
  );
  register();

  return {
    rows: () => (mode() === 'off' ? [] : [assistantRow(mode(), accounts())]),
    onDidChange: changed.event,
    dispose: () => listening.dispose(),
  };
}
