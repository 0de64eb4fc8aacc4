import * as vscode from 'vscode';
import type { Account } from '../accounts/account.ts';
import { attemptLine, isTrouble } from '../accounts/attempt-line.ts';
import type { ConnectionSettings } from '../accounts/connection-settings.ts';
import { type AccountRegistry, createConnections } from '../accounts/connections.ts';
import { connectionSettingsFrom } from '../accounts/read-connection-settings.ts';
import { openWindowBell } from '../accounts/window-bell.ts';
import { setContext } from './set-context.ts';

const accountsKey = 'jenji.accounts';
const pinKey = 'jenji.pinnedAccount';

/** The accounts of the window: what is known of them in the global state, their secrets in the secret storage. */
export function openAccounts(
  { globalState, globalStorageUri, workspaceState, secrets, subscriptions }: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): AccountRegistry {
  const bell = openWindowBell(globalStorageUri.fsPath);
  const connections = createConnections({
    bell,
    store: {
      load: () => globalState.get(accountsKey),
      save: (accounts) => globalState.update(accountsKey, accounts.length > 0 ? accounts : undefined),
    },
    secrets,
    pin: {
      load: () => workspaceState.get<string>(pinKey),
      save: (accountId) => workspaceState.update(pinKey, accountId),
    },
    settings: readSettings,
    onAttempt: (account, attempt) => log[isTrouble(attempt) ? 'warn' : 'debug'](attemptLine(account, attempt)),
  });
  tellWhetherSignedIn(connections);
  subscriptions.push(
    { dispose: bell.close },
    connections.onDidChange(() => tellWhetherSignedIn(connections)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (connectionSettings.some((name) => event.affectsConfiguration(name))) void connections.reopen();
    }),
    // The editor does not tell one window what another has kept: look when people come back to this one.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) connections.reload();
    }),
  );
  return connections;
}

const connectionSettings = [
  'jenji.budget',
  'jenji.requests',
  'jenji.changes.readOnly',
  'jenji.changes.allowReset',
  'jenji.stateFolder',
];

function readSettings(): ConnectionSettings {
  const configuration = vscode.workspace.getConfiguration('jenji');
  return connectionSettingsFrom((name) => configuration.get(name), process.env);
}

/** Welcome views, menus and commands are shown by it. */
function tellWhetherSignedIn(connections: AccountRegistry): void {
  const isPinned = ({ id }: Account) => connections.isPinned(id);
  const accounts = connections.accounts();
  setContext('jenji.signedIn', accounts.length > 0);
  setContext('jenji.accountPinned', accounts.some(isPinned));
}
