import type { ChangeRequest } from '@jenji-kit/changes';
import type * as z from 'zod';
import type { Connection } from '../accounts/connection.ts';
import type { Reading, ReadOptions } from '../readings/readings.ts';
import type { DocumentKindName, Ids } from './document-address.ts';
import type { Fields } from './nothing.ts';

/** A record as people edit it. */
export interface Content {
  /** What can be written, under the names it is written by, in a fixed order. What is empty is left out. */
  readonly editable: Fields;
  /** All the rest, also what a newer Jenji shows, as it is read. */
  readonly readOnly: Fields;
}

export type CustomFieldOwner = 'user' | 'group' | 'expense' | 'expenseRequest' | 'vehicle';

/** How one kind of record becomes a document, and an edit of it a change. */
export interface DocumentKind {
  readonly name: DocumentKindName;
  /** The key of the reading that holds the record. */
  key(ids: Ids): string;
  /** Reads what holds the record, or gives what was read before. */
  reading(connection: Connection, ids: Ids, options: ReadOptions): Promise<Reading<unknown>>;
  /** The record in what was read; undefined where it is not there. */
  find(value: unknown, ids: Ids): Fields | undefined;
  /** Another reading that may show the record too, when somebody else reads it. */
  readonly alsoIn?: { key(ids: Ids): string; find(value: unknown, ids: Ids): Fields | undefined };
  /** What people call it, in the language of the person where it has labels. */
  title(record: Fields, language: string): string;
  content(record: Fields): Content;
  /** What may be written, as the contract says it; strict, every field described where its name does not say enough. */
  editable(record: Fields): z.ZodObject;
  /** Whose custom fields it holds values of, and where. */
  readonly values?: { readonly owner: CustomFieldOwner; readonly field: string };
  /** Whether people are named in it, so that their names help. */
  readonly namesUsers?: boolean;
  /** Field by field: what leads from one content to the other. Empty where they say the same. */
  changes(ids: Ids, before: Fields, after: Fields, record: Fields): Edit;
}

/** What an edit comes to. */
export interface Edit {
  readonly requests: readonly ChangeRequest[];
  /** What cannot be done, by field. */
  readonly issues: readonly FieldIssue[];
}

export interface FieldIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
