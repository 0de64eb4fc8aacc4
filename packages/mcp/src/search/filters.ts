import { folded } from '@jenji-kit/client/text';
import { type Named, type NameIndex, nameAndId } from '../directory/name-index.ts';
import { withSubcategories } from '../directory/organization-directory.ts';
import type { Names } from '../directory/reader.ts';
import { idText } from '../results/id-text.ts';
import { untrusted } from '../results/untrusted.ts';
import type { ExpenseRow } from './expense-row.ts';
import { resolveStates } from './states.ts';
import type { Turns } from './turns.ts';

/** What the caller filters by, as written. */
export interface FilterArguments {
  states?: readonly string[] | undefined;
  users?: readonly string[] | undefined;
  groups?: readonly string[] | undefined;
  categories?: readonly string[] | undefined;
  payment_methods?: readonly string[] | undefined;
  types?: readonly string[] | undefined;
  /** Whether a group stands for its subgroups too, and a category for its subcategories. */
  with_children: boolean;
  min_amount?: number | undefined;
  max_amount?: number | undefined;
  currency?: string | undefined;
  text?: string | undefined;
  has_warnings?: boolean | undefined;
}

type Test = (row: ExpenseRow) => boolean;

/** Filters ready to be applied, and how the caller's names were understood. */
export interface Filter {
  readonly tests: readonly Test[];
  /** By argument: the things meant, each as `⟦name⟧ (id)`. */
  readonly understood: Readonly<Record<string, string[]>>;
}

/**
 * The filters whose names do not depend on the expenses themselves.
 *
 * @throws InvalidInput naming the argument whose name is unknown or ambiguous.
 */
export function filterOf(wanted: FilterArguments, { directory, people }: Names): Filter {
  const tests: Test[] = [];
  const understood: Record<string, string[]> = {};
  const add = (name: keyof FilterArguments | 'amount', values: readonly string[], ...more: Test[]) => {
    understood[name] = values.length > 20 ? [...values.slice(0, 20), `and ${values.length - 20} more`] : [...values];
    tests.push(...more);
  };
  const below = (id: string, idsBelow: (id: string) => string[]) => (wanted.with_children ? idsBelow(id) : [id]);

  if (wanted.users) {
    const users = wanted.users.map((value, at) => people.resolve({ field: `users[${at}]`, kind: 'user', value }));
    const ids = new Set(users.map(({ id }) => id));
    add('users', users.map(nameAndId), ({ userId }) => ids.has(userId));
  }
  if (wanted.groups) {
    const { groups } = directory;
    const meant = wanted.groups.map((value, at) => groups.resolve({ field: `groups[${at}]`, kind: 'group', value }));
    const idsOf = (id: string) => below(id, (top) => groups.withDescendants(top));
    const ids = new Set(meant.flatMap(({ id }) => idsOf(id)));
    add(
      'groups',
      meant.map((group) => withOthers(group, idsOf(group.id), groups)),
      ({ userId }) => ids.has(people.get(userId)?.source.groupId ?? ''),
    );
  }
  if (wanted.categories) {
    const { categories } = directory;
    const meant = wanted.categories.map((value, at) =>
      categories.resolve({ field: `categories[${at}]`, kind: 'category', value }),
    );
    const idsOf = (id: string) => below(id, (top) => withSubcategories(directory, top));
    const ids = new Set(meant.flatMap(({ id }) => idsOf(id)));
    add(
      'categories',
      meant.map((category) => withOthers(category, idsOf(category.id), categories)),
      ({ category }) => category !== undefined && ids.has(category),
    );
  }
  if (wanted.payment_methods) {
    const methods = wanted.payment_methods.map((value, at) =>
      directory.paymentMethods.resolve({ field: `payment_methods[${at}]`, kind: 'payment method', value }),
    );
    const ids = new Set(methods.map(({ id }) => id));
    add(
      'payment_methods',
      methods.map(nameAndId),
      ({ paymentMethodId }) => paymentMethodId !== undefined && ids.has(paymentMethodId),
    );
  }
  if (wanted.types) {
    const types = new Set(wanted.types);
    add('types', [...types], ({ type }) => types.has(type));
  }
  const { min_amount: min, max_amount: max, currency } = wanted;
  if (min !== undefined || max !== undefined) {
    // Amounts come as doubles and their shortest decimals give the same doubles back, so comparing numbers is exact.
    add(
      'amount',
      [`${min ?? 'any'} to ${max ?? 'any'}, ${currency ?? 'each in its own currency'}`],
      ({ amount }) =>
        amount !== undefined && Number(amount) >= (min ?? -Infinity) && Number(amount) <= (max ?? Infinity),
    );
  }
  if (currency !== undefined) add('currency', [currency], (row) => row.currency === currency);
  if (wanted.text !== undefined) {
    const words = folded(wanted.text).split(' ');
    add('text', words, ({ label, explanation, tags = [] }) => {
      const content = folded([label, explanation, ...tags].join(' '));
      return words.every((word) => content.includes(word));
    });
  }
  if (wanted.has_warnings !== undefined) {
    add('has_warnings', [String(wanted.has_warnings)], ({ warnings }) => warnings > 0 === wanted.has_warnings);
  }
  return { tests, understood };
}

/**
 * The rows that pass. States are resolved here: which ones a workflow has shows only in the expenses.
 *
 * @throws InvalidInput for a state that does not occur.
 */
export async function rowsThatPass(
  rows: readonly ExpenseRow[],
  { tests, understood }: Filter,
  states: readonly string[] | undefined,
  turns: Turns,
): Promise<{ rows: readonly ExpenseRow[]; understood: Record<string, string[]> }> {
  const wanted = states && resolveStates(states, new Set(rows.map(({ state }) => state)));
  const all: readonly Test[] = wanted ? [({ state }) => wanted.has(state), ...tests] : tests;
  const passing: ExpenseRow[] = [];
  await turns.each(rows, (slice) => {
    for (const row of slice) if (all.every((test) => test(row))) passing.push(row);
  });
  return {
    rows: passing,
    understood: { ...(wanted && { states: [...wanted].map(idText) }), ...understood },
  };
}

/** `⟦Sales⟧ (id) with ⟦Sales North⟧, ⟦Sales South⟧`, where `ids` are its own and those below it. */
function withOthers(item: Named, [, ...below]: readonly string[], index: NameIndex<Named>): string {
  if (below.length === 0) return nameAndId(item);
  const names = below.slice(0, 8).map((id) => untrusted(index.nameOf(id) ?? id, { max: 80 }));
  return `${nameAndId(item)} with ${names.join(', ')}${below.length > 8 ? ` and ${below.length - 8} more` : ''}`;
}
