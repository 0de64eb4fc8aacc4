import type { Place } from '../accounts/account.ts';
import type { StateTone } from '../words/state-word.ts';

/** All that the page of an expense shows but its receipt's bytes, in the language of the person. Plain data. */
export interface PageData {
  /** The vendor; of a mileage, the trip. */
  readonly title: string;
  readonly amount: string | undefined;
  /** Who, when, what. */
  readonly summary: string;
  readonly state: { readonly word: string; readonly tone: StateTone } | undefined;
  readonly place: { readonly kind: Place; readonly word: string };
  /** Organization and account. */
  readonly where: string;
  /** `As of 10:42`. */
  readonly asOf: string | undefined;
  /** What is being read, in words. */
  readonly loading: string | undefined;
  readonly problems: readonly Problem[];
  readonly actions: readonly ActionShown[];
  /** In place of actions: why there are none. */
  readonly noActions: string | undefined;
  readonly sections: readonly Section[];
  readonly warnings: readonly WarningShown[];
  readonly history: readonly HistoryEntry[];
  readonly receipt: ReceiptShown;
  /** Whether there is a page of Jenji to open. */
  readonly hasLink: boolean;
}

/** What could not be read, and whether a button to try again makes sense. */
export interface Problem {
  readonly text: string;
  readonly retry: boolean;
}

export interface ActionShown {
  readonly code: string;
  readonly word: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

/** One fact. `value`, or `items` where there are several. */
export interface Row {
  /** The field of the API that it is of. */
  readonly field: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly items?: readonly string[] | undefined;
  /** In a table, such as of taxes. */
  readonly table?: { readonly head: readonly string[]; readonly lines: readonly (readonly string[])[] } | undefined;
  /** Whether the items are in an order that means something. */
  readonly ordered?: boolean | undefined;
  /** A code or id. */
  readonly code?: boolean | undefined;
}

export interface WarningShown {
  readonly id: string;
  readonly title: string;
  /** Whether it keeps the expense from being approved, or was muted: in words. */
  readonly level: string;
  readonly tone: 'error' | 'warning' | 'muted';
  readonly details: readonly string[];
  /** Other expenses that it is about. */
  readonly linked: readonly { readonly id: string; readonly label: string }[];
}

export interface HistoryEntry {
  readonly id: string;
  readonly what: string;
  readonly who: string | undefined;
  readonly when: string | undefined;
}

export interface ReceiptShown {
  readonly status: 'none' | 'loading' | 'picture' | 'file' | 'failed';
  /** What it is, or why it is not there. */
  readonly text: string;
  /** Read out in place of the picture. */
  readonly alternative?: string | undefined;
  readonly retry?: boolean | undefined;
  /** Stands for the bytes: another number, other bytes. */
  readonly version: number;
}

/** The words of buttons and headings, which never change. */
export interface PageTexts {
  readonly refresh: string;
  readonly retry: string;
  readonly editAsJson: string;
  readonly reveal: string;
  readonly copyId: string;
  readonly openInJenji: string;
  readonly receipt: string;
  readonly openReceipt: string;
  readonly saveReceipt: string;
  readonly actualSize: string;
  readonly fitSize: string;
  readonly warnings: string;
  readonly history: string;
  readonly actions: string;
  readonly tools: string;
}

/** What the page is sent. */
export type ToExpensePage =
  | { readonly type: 'show'; readonly data: PageData; readonly texts: PageTexts; readonly identity: PageIdentity }
  | { readonly type: 'picture'; readonly version: number; readonly mimeType: string; readonly bytes: Uint8Array };

/** What a page is about: enough to make it anew after the window was loaded again. */
export interface PageIdentity {
  readonly accountId: string;
  readonly organizationId: string | undefined;
  readonly expenseId: string;
  readonly month: string | undefined;
  readonly title: string;
}
