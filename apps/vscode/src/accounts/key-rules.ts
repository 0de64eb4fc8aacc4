import { resolveBaseUrl } from '@jenji-kit/client/environment';
import * as l10n from '@vscode/l10n';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;

/** What is wrong with an API user as it is being typed; spaces around it are cut off. */
export function userProblem(typed: string): string | undefined {
  const user = typed.trim();
  if (user === '') return l10n.t('Enter the API user.');
  if (user.includes(':')) return l10n.t('Enter the API user alone; the secret is asked for next.');
  if (controlCharacter.test(user)) return l10n.t('It holds characters that cannot be seen. Copy it again.');
  return undefined;
}

/** What is wrong with a secret as it is being typed. The message never repeats it. */
export function secretProblem(typed: string): string | undefined {
  const secret = typed.trim();
  if (secret === '') return l10n.t('Enter the secret.');
  if (controlCharacter.test(secret)) return l10n.t('It holds characters that cannot be seen. Copy it again.');
  return undefined;
}

/** What is wrong with the address of a server as it is being typed. */
export function addressProblem(typed: string): string | undefined {
  try {
    resolveBaseUrl({ baseUrl: typed.trim() });
    return undefined;
  } catch {
    return l10n.t('Enter an address such as https://jenji.example.com (http:// for this machine alone).');
  }
}

/** What is wrong with a name for an account as it is being typed. */
export function nameProblem(typed: string): string | undefined {
  const name = typed.trim();
  if (name === '') return l10n.t('Enter a name.');
  if (name.length > 80) return l10n.t('Enter a name of at most 80 characters.');
  if (controlCharacter.test(name)) return l10n.t('It holds characters that cannot be seen. Copy it again.');
  return undefined;
}
