import { createHash } from 'node:crypto';
import type { Content } from './document-kind.ts';
import { canonicalText, type Fields } from './nothing.ts';
import { readOnlyMember, schemaMember } from './schema/document-schema.ts';

const schemaScheme = 'jenji-schema';

/** Which record a text was made of: what can be edited, and what is only told, each by a fingerprint. */
export interface VersionTag {
  readonly editable: string;
  readonly readOnly: string;
}

export function tagOf({ editable, readOnly }: Content): VersionTag {
  return { editable: fingerprint(editable), readOnly: fingerprint(readOnly) };
}

export function fingerprint(fields: Fields): string {
  return createHash('sha256')
    .update(canonicalText(fields) ?? '')
    .digest('hex')
    .slice(0, 12);
}

/**
 * The text of a document. The URI of its schema holds the version too, so that what a text was made of is known after a
 * restart, and whatever the editor has kept of it.
 */
export function textOfContent(content: Content, schemaUri: string): string {
  const { editable, readOnly } = content;
  return `${JSON.stringify({ [schemaMember]: schemaUri, ...editable, [readOnlyMember]: readOnly }, null, 2)}\n`;
}

/** The URI of the schema of a version of a record: short, because people have it before their eyes. */
export function schemaUriOf(recordPath: string, { editable, readOnly }: VersionTag): string {
  return `${schemaScheme}:${recordToken(recordPath)}/${editable}.${readOnly}`;
}

/** What stands for a record in the URIs of its schemas. */
export function recordToken(recordPath: string): string {
  return createHash('sha256').update(recordPath).digest('hex').slice(0, 12);
}

/** The version that a text says it was made of; undefined where it does not say so any more. */
export function tagIn(schemaUri: unknown): VersionTag | undefined {
  const [, editable, readOnly] = /\/([0-9a-f]{12})\.([0-9a-f]{12})$/.exec(String(schemaUri)) ?? [];
  return editable && readOnly ? { editable, readOnly } : undefined;
}

/** A text as the members of a document. */
export function partsOf(value: Fields): { schema: unknown; readOnly: unknown; editable: Fields } {
  const { [schemaMember]: schema, [readOnlyMember]: readOnly, ...editable } = value;
  return { schema, readOnly, editable };
}
