import type { BudgetLimits } from '@jenji-kit/client';
import type { Toolset } from '../registry/toolsets.ts';

/** What the operator chose at start. No argument of a tool and no header can raise any of it. */
export interface Settings {
  readonly toolsets: readonly Toolset[];
  readonly writes: Writes;
  /** The only organizations that tools may touch; undefined is all that the key can see. */
  readonly organizations: ReadonlySet<string> | undefined;
  /** Organizations and option lists on which a reset may be carried out. */
  readonly allowReset: 'all' | ReadonlySet<string>;
  readonly budget: Partial<BudgetLimits>;
  /** Folders of this machine whose files may be sent to Jenji as receipts; absolute. None unless the operator names some. */
  readonly receiptFolders?: readonly string[];
  /** What a person does about what only the operator can change, in the words of the process that serves. */
  readonly advice?: Advice;
}

/** Words for a model, about the program that the person has in front of them. */
export interface Advice {
  /** What to tell the user where Jenji does not accept the credentials: a sentence. */
  readonly credentials?: string;
  /** Why no file of this machine may be sent: the end of "This server reads no files: …". */
  readonly receiptFolders?: string;
}

/** `off` lists no tool that writes, `confirm` asks before each write, `auto` writes at once. */
export const writesModes = ['off', 'confirm', 'auto'] as const;
export type Writes = (typeof writesModes)[number];
