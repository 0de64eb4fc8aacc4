import * as z from 'zod';
import { oneWord } from './id-text.ts';
import { clean, cleanAroundFences, fenced } from './untrusted.ts';

/**
 * Structured content, with every text between fences but for what cannot be more than an id, a code, a date or a number.
 * What is not known here is fenced, so a tool whose author thought of nothing is safe.
 *
 * - Any value in the form of a number, a date, an instant or a UUID is bare.
 * - So is one word under a name that ends as names of ids and codes do (`user_id`, `paymentMethodId`, `state`).
 * - All else is fenced, and so are names of members that are no plain word.
 */
export function fencedValue(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return value === '' || isBare(value, name) ? value : fenced(clean(value));
  if (Array.isArray(value)) return value.map((item) => fencedValue(item, typeof item === 'string' ? name : ''));
  if (typeof value !== 'object' || value === null) return value;
  const keysAreTyped = typedKeys.test(name);
  // A change `{field, before, after}` is about the field it names.
  const field = 'field' in value && typeof value.field === 'string' ? value.field : undefined;
  const nameOf = (key: string) => (field !== undefined && /^(before|after)$/.test(key) ? field : key);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      oneWord.test(key) ? key : fenced(clean(key)),
      fencedValue(member, keysAreTyped ? '' : nameOf(key)),
    ]),
  );
}

/**
 * Marks a member of an output as this server's own words, in which what people typed already stands in `untrusted(…)`.
 * It is cleaned around these fences and not fenced as a whole. Mark last: zod's methods make new schemas.
 */
export function ours<Schema extends z.ZodType>(schema: Schema): Schema {
  ownWords.add(schema, {});
  return schema;
}

/** An answer in the form of its schema, fenced. */
export function fencedOutput(schema: z.ZodObject, answer: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => {
      const member = schema.shape[name];
      return [name, member && ownWords.has(member) ? cleanedOwn(value) : fencedValue(value, name)];
    }),
  );
}

/** Arguments without the fences that answers show: `⟦Sales⟧` is a name as good as `Sales`. */
export function unfenced(value: unknown, depth = 4): unknown {
  if (typeof value === 'string') return /^\s*⟦([^⟦⟧]*)⟧\s*$/u.exec(value)?.[1] ?? value;
  if (depth === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => unfenced(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unfenced(member, depth - 1)]));
}

const ownWords = z.registry();

const inert =
  /^(-?\d{1,40}(\.\d{1,40})?|\d{4}-\d\d(-\d\d(T[\d:.]{5,20}(Z|[+-]\d\d:?\d\d)?)?)?|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** Last words of the names, Jenji's and ours, of what is an id, a code, or one of a few values. */
const codeWords = new Set(
  [
    'id ids key code by cursor login email rule',
    'currency country language languages state states status type unit plan mode level permission energy provider scope',
    'action actions step field basis of hazard accounting payroll',
  ].flatMap((line) => line.split(' ')),
);

/** Members whose own members are named by people, not by Jenji: values by custom field, labels by language. */
const typedKeys = /^(custom_?fields?_?values?|custom_?fields|labels|.*PerLanguage)$/i;

/** Whether a value under such a name cannot be more than an id, a code, a date or a number. */
export function isBare(value: string, name: string): boolean {
  if (inert.test(value)) return true;
  const lastWord = name.replace(/.*(?:_|(?=[A-Z]))/s, '').toLowerCase();
  // Links are signed: a fence would end up in them.
  if (lastWord === 'url') return /^https?:\/\/[!-~]+$/.test(value);
  // A resource of this server, each part of it percent-encoded: a client reads it as it stands.
  if (lastWord === 'uri') return /^jenji:\/\/[\w.~!'()*%/?=-]+$/.test(value);
  return codeWords.has(lastWord) && oneWord.test(value);
}

function cleanedOwn(value: unknown): unknown {
  if (typeof value === 'string') return cleanAroundFences(value);
  if (Array.isArray(value)) return value.map(cleanedOwn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [clean(name), cleanedOwn(member)]));
}
