import * as l10n from '@vscode/l10n';
import { monthBefore, monthsUntil } from '../calendar.ts';
import { folder, without } from './folder.ts';
import { monthNode, type Scope } from './month.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, type Where } from './where.ts';

/** How many months are listed before the years. */
const listed = 12;
/** Where nobody knows since when an organization has been there. */
const yearsBack = 10;

/** The months in which there may be expenses, the latest first, and folders of those before. No request. */
export function monthNodes(where: Where, scope: Scope, look: Look): TreeNode[] {
  const latest = monthsUntil(look.today.slice(0, 7), listed);
  return [...latest.map((each) => monthNode(where, each, scope, look)), earlierNode(where, scope, latest.at(-1) ?? '')];
}

function earlierNode(where: Where, scope: Scope, before: string): TreeNode {
  return folder(where, {
    name: 'earlier',
    label: l10n.t('Earlier…'),
    icon: 'archive',
    empty: l10n.t('There was nothing before.'),
    children: async (_look, node) => without(years(below(where, node), scope, before)),
  });
}

function years(where: Where, scope: Scope, before: string): TreeNode[] {
  const latest = Number(monthBefore(before).slice(0, 4));
  const first = Math.min(where.since ?? latest - yearsBack, latest);
  return Array.from({ length: latest - first + 1 }, (_, back) => {
    const year = latest - back;
    return folder(where, {
      name: 'year',
      owner: String(year),
      label: String(year),
      icon: 'calendar',
      children: async (look, node) => without(monthsOfYear(below(where, node), year, scope, before, look)),
    });
  });
}

function monthsOfYear(where: Where, year: number, scope: Scope, before: string, look: Look): TreeNode[] {
  return monthsUntil(`${year}-12`, 12)
    .filter((month) => month < before)
    .map((month) => monthNode(where, month, scope, look));
}
