import { operationIds } from '@jenji-kit/client';
import { folded } from '@jenji-kit/client/text';
import { findOperations } from '../operations/operation-search.ts';
import { languages } from '../prompts/language.ts';
import { recentMonths } from '../prompts/period.ts';
import type { ExpenseRow } from '../search/expense-row.ts';
import { moneyIn } from '../search/totals.ts';
import type { Glance } from './glance.ts';
import { type Found, firstOf, matches, menuText, nothing } from './matches.ts';

/** Expenses looked through: all of an ordinary period, and no noticeable time. */
const mostExpenses = 20_000;
const mostChanges = 200;

/** What can be completed, and how. Values are what the server understands where a person would type. */
export const completers = {
  organization: async (typed: string, glance: Glance) => {
    const all = await glance.organizations();
    return all ? matches(all, typed) : nothing;
  },
  user: async (typed: string, glance: Glance) => {
    const people = await glance.people();
    return people ? matches(people, typed) : nothing;
  },
  group: async (typed: string, glance: Glance) => {
    const groups = await glance.groups();
    return groups ? matches(groups, typed, ({ path }) => path) : nothing;
  },
  expense: async (typed: string, glance: Glance) => {
    const words = folded(typed).split(' ');
    const found = (await glance.expenses(mostExpenses))
      .filter((row) => {
        const content = folded([row.label, row.date, row.amount, row.currency, row.id].join(' '));
        return words.every((word) => content.includes(word));
      })
      .sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
    return firstOf(found, (row) => (typed.length > 1 && row.id.startsWith(typed) ? row.id : shownRow(row)));
  },
  operation: async (typed: string) => {
    const key = typed.trim().toLowerCase();
    const byId = operationIds.filter((id) => id.toLowerCase().includes(key));
    return fixed([...new Set([...byId, ...findOperations(typed, 20).map(({ id }) => id)])]);
  },
  change: async (typed: string, glance: Glance) => {
    const words = folded(typed).split(' ');
    const found = (await glance.changes(mostChanges)).filter(({ id, title }) =>
      words.every((word) => folded(`${title} ${id}`).includes(word)),
    );
    return firstOf(found, ({ id, title }) => `${menuText(title)} (${id})`);
  },
  language: async (typed: string) => fixed(languages.filter((code) => code.startsWith(typed.trim().toLowerCase()))),
  month: async (typed: string) => fixed(recentMonths(new Date()).filter((month) => month.startsWith(typed.trim()))),
} as const;

export type Completed = keyof typeof completers;

export function isCompleted(name: string): name is Completed {
  return Object.hasOwn(completers, name);
}

function fixed(values: readonly string[]): Found {
  return firstOf(values, (value) => value);
}

/** `Hotel Ibis, 2026-06-12, 98.00 EUR (id)`. */
function shownRow({ id, label, date, amount, currency }: ExpenseRow): string {
  const money = amount === undefined ? undefined : `${moneyIn(amount, currency).amount} ${menuText(currency, 3)}`;
  const facts = [menuText(label ?? ''), date, money];
  return `${facts.filter(Boolean).join(', ')} (${id})`;
}
