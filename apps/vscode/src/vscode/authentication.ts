import { AbortedError } from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRegistry } from '../accounts/connections.ts';
import { type SessionChange, sessionChange, sessionOf } from '../accounts/sessions.ts';
import { signIn } from './account-commands.ts';

/** Makes the accounts known to the editor, beside those of other services: listed, used and signed out of there. */
export function activateAuthentication({ connections }: { connections: AccountRegistry }): vscode.Disposable {
  const sessionsChanged = new vscode.EventEmitter<SessionChange>();
  let told = connections.accounts();
  const following = connections.onDidChange(() => {
    const now = connections.accounts();
    const change = sessionChange(told, now);
    told = now;
    if (change) sessionsChanged.fire(change);
  });
  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: sessionsChanged.event,
    async getSessions(scopes, { account } = {}) {
      // A key has no scopes: whoever asks for some asks for what is not there.
      if (scopes && scopes.length > 0) return [];
      const accounts = connections.accounts();
      return (account ? accounts.filter(({ id }) => id === account.id) : accounts).map(sessionOf);
    },
    async createSession(scopes) {
      if (scopes.length > 0) throw new Error(l10n.t('API keys of Jenji have no scopes.'));
      try {
        return sessionOf(await signIn(connections));
      } catch (error) {
        throw error instanceof AbortedError ? new vscode.CancellationError() : error;
      }
    },
    removeSession: (sessionId) => connections.remove(sessionId),
  };
  return vscode.Disposable.from(
    sessionsChanged,
    following,
    vscode.authentication.registerAuthenticationProvider('jenji', 'Jenji', provider, {
      supportsMultipleAccounts: true,
    }),
  );
}
