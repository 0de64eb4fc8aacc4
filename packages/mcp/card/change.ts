/** A change as the tools that change something answer it in `structuredContent`: the part that the card shows. */
export interface Change {
  status: string;
  title: string;
  token: string | undefined;
  expiresAt: string | undefined;
  items: Item[];
  /** How many more records it changes, which are not among `items`. */
  itemsLeftOut: number;
  skipped: Skipped[];
  lost: string[];
  notes: string[];
  undo: string | undefined;
  cost: { requests: number; seconds: number } | undefined;
}

export interface Item {
  title: string;
  status: string | undefined;
  message: string | undefined;
  changes: FieldChange[];
  /** How many more changes it has, where they are too long to be shown. */
  changesLeftOut: number;
}

interface FieldChange {
  field: string;
  before: string | undefined;
  after: string | undefined;
}

interface Skipped {
  title: string;
  why: string;
}

/** Reads an answer; undefined when it is none of a change. What is missing or of another form is left out, never guessed. */
export function changeFrom(structured: unknown): Change | undefined {
  const answer = recordOf(structured);
  const status = textOf(answer.status);
  if (status === undefined) return undefined;
  const cost = recordOf(answer.cost);
  return {
    status,
    title: textOf(answer.title) ?? '',
    token: textOf(answer.token),
    expiresAt: textOf(answer.expires_at),
    items: listOf(answer.items).map((item) => ({
      title: textOf(item.title) ?? '',
      status: textOf(item.status),
      message: textOf(item.message),
      changes: listOf(item.changes).map(({ field, before, after }) => ({
        field: textOf(field) ?? '',
        before: shown(before),
        after: shown(after),
      })),
      changesLeftOut: countOf(item.changes_left_out),
    })),
    itemsLeftOut: countOf(answer.items_left_out),
    skipped: listOf(answer.skipped).map(({ title, why }) => ({ title: textOf(title) ?? '', why: textOf(why) ?? '' })),
    lost: textsOf(answer.lost),
    notes: textsOf(answer.notes),
    undo: textOf(answer.undo),
    cost:
      typeof cost.requests === 'number' && typeof cost.seconds === 'number'
        ? { requests: cost.requests, seconds: cost.seconds }
        : undefined,
  };
}

/**
 * What people typed stands between marks for models. A person sees quotes instead, and no quotes within them: so nothing
 * that somebody typed can be taken for a sentence of the card.
 */
function quoted(text: string): string {
  return text.replace(/⟦([^⟦⟧]*)⟧/gu, (_, typed: string) => `“${typed.replace(/["“”„‟〝〞＂«»]/gu, '’')}”`);
}

/** A value that somebody typed and nothing else stands alone in its place, and needs no quotes. */
function unfenced(text: string): string {
  return /^⟦([^⟦⟧]*)⟧$/u.exec(text)?.[1] ?? quoted(text);
}

function shown(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : unfenced(readable(value));
}

/** A value as a person reads it: no brackets and no quotes, one line for each record of a list. */
function readable(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(readable).join(value.some((item) => typeof item === 'object') ? '\n' : ', ');
  }
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.entries(value)
    .map(([name, member]) => `${name}: ${readable(member)}`)
    .join(', ');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? quoted(value) : undefined;
}

function countOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : [];
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
