import { JenjiError } from './errors.ts';

/** The two sorts of API key: one organization's, or a bookkeeper's (an accounting firm with client organizations). */
export const keyTypes = ['organization', 'bookkeeper'] as const;
export type KeyType = (typeof keyTypes)[number];

export interface Credentials {
  type: KeyType;
  /** The API user id. */
  user: string;
  /** The secret key, without the `:API_BK` that a bookkeeper's key carries on the wire. */
  secret: string;
}

/** What a bookkeeper's key adds to its secret. */
const bookkeeperSuffix = ':API_BK';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;

/** Holds a key and says it only as a header: it has no field that printing or serializing could show. */
export class Key {
  readonly type: KeyType;
  readonly #user: string;
  readonly #secret: string;

  /** @throws JenjiError that names the field and never repeats its value. */
  constructor({ type, user, secret }: Credentials) {
    if (!keyTypes.includes(type)) {
      throw new JenjiError(`credentials.type must be ${keyTypes.map((known) => `'${known}'`).join(' or ')}.`);
    }
    checkText('user', user);
    checkText('secret', secret);
    if (user.includes(':')) {
      throw new JenjiError(
        "credentials.user must not contain ':'. Give the API user id alone, and the secret in credentials.secret.",
      );
    }
    this.type = type;
    this.#user = user;
    this.#secret = secret.endsWith(bookkeeperSuffix) ? secret.slice(0, -bookkeeperSuffix.length) : secret;
    if (this.#secret === '') throw new JenjiError('credentials.secret must not be empty.');
  }

  /** The Authorization header, as the configured type or as the other one. */
  authorization(type: KeyType = this.type): string {
    const password = type === 'bookkeeper' ? this.#secret + bookkeeperSuffix : this.#secret;
    return `Basic ${Buffer.from(`${this.#user}:${password}`, 'utf8').toString('base64')}`;
  }

  /** Removes the secret from a text that the server may have echoed. */
  redact(text: string): string {
    let clean = text.replaceAll(this.#secret, '[secret]');
    for (const type of keyTypes) clean = clean.replaceAll(this.authorization(type).slice('Basic '.length), '[secret]');
    return clean;
  }
}

function checkText(field: 'user' | 'secret', value: unknown): asserts value is string {
  if (typeof value !== 'string' || value === '')
    throw new JenjiError(`credentials.${field} must be a text, not empty.`);
  if (value.trim() !== value) throw new JenjiError(`credentials.${field} must not start or end with a space.`);
  if (controlCharacter.test(value)) {
    throw new JenjiError(`credentials.${field} must not contain control characters (a line break was perhaps copied).`);
  }
}
