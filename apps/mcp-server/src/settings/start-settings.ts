import type { Settings } from '@jenji-kit/mcp';

/** All that flags and environment say: what the server may do, and for which account. */
export interface StartSettings extends Settings {
  /** The Jenji account; `sandbox` is the built-in stand-in, undefined that none was configured. */
  readonly account: Account | 'sandbox' | undefined;
}

export interface Account {
  readonly type: 'organization' | 'bookkeeper';
  readonly user: string;
  readonly secret: string;
  /** Either a name of an environment or a base URL. */
  readonly server: { readonly environment: 'production' | 'unstable' } | { readonly baseUrl: string };
}
