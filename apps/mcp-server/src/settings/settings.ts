import type { BudgetLimits } from '@jenji-kit/client';

/** What the operator chose at start. No argument of a tool and no header can raise any of it. */
export interface Settings {
  readonly account: Account | undefined;
  readonly writes: Writes;
  /** The only organizations that tools may touch; undefined is all that the key can see. */
  readonly organizations: ReadonlySet<string> | undefined;
  readonly budget: Partial<BudgetLimits>;
}

export interface Account {
  readonly type: 'organization' | 'bookkeeper';
  readonly user: string;
  readonly secret: string;
  /** Either a name of an environment or a base URL. */
  readonly server: { readonly environment: 'production' | 'unstable' } | { readonly baseUrl: string };
}

/** `off` lists no tool that writes, `confirm` asks before each write, `auto` writes at once. */
export const writesModes = ['off', 'confirm', 'auto'] as const;
export type Writes = (typeof writesModes)[number];
