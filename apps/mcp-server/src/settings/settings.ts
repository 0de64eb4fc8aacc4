import type { BudgetLimits } from '@jenji-kit/client';
import type { Toolset } from '../registry/toolsets.ts';

/** What the operator chose at start. No argument of a tool and no header can raise any of it. */
export interface Settings {
  /** The Jenji account; `sandbox` is the built-in stand-in, undefined that none was configured. */
  readonly account: Account | 'sandbox' | undefined;
  readonly toolsets: readonly Toolset[];
  readonly writes: Writes;
  /** The only organizations that tools may touch; undefined is all that the key can see. */
  readonly organizations: ReadonlySet<string> | undefined;
  /** Organizations and option lists on which a reset may be carried out. */
  readonly allowReset: 'all' | ReadonlySet<string>;
  readonly budget: Partial<BudgetLimits>;
  /** Folders of this machine whose files may be sent to Jenji as receipts; absolute. None unless the operator names some. */
  readonly receiptFolders?: readonly string[];
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
