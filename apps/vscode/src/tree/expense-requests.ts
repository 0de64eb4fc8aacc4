import type { ExpenseRequest } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { monthBefore } from '../calendar.ts';
import { expenseRequestsKey, expenseRequestsOf, type Period } from '../readings/expense-requests.ts';
import { isWaiting } from '../readings/waiting-expenses.ts';
import { humanized } from '../words/humanized.ts';
import { dayOf, joined, shown, tooltip } from '../words/shown.ts';
import { stateWord } from '../words/state-word.ts';
import { badgeText, expensesCounted, numberText, waitingCounted } from './counted.ts';
import { rank } from './expense-slices.ts';
import { folder, without } from './folder.ts';
import { knownUsers } from './month.ts';
import { type Names, namesIn } from './names.ts';
import { rowsOrRanges } from './ranges.ts';
import { stateIcon } from './state-icon.ts';
import type { Children, Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

const yearsBack = 10;

/** The requests of the last twelve months, waiting ones first, and those before by year. One search for each. */
export function expenseRequestsNode(where: Where, look: Pick<Look, 'language' | 'today'>): TreeNode {
  const period = lastYear(look.today);
  return folder(where, {
    name: 'requests',
    label: l10n.t('Expense requests'),
    icon: 'checklist',
    ...periodRows(where, period, look),
    children: async (look, node) => {
      const at = below(where, node);
      const found = await requestRows(at, period, look);
      return { ...found, nodes: [...found.nodes, earlierNode(at, period)] };
    },
  });
}

/** What tells of the requests of a period once they were read. */
function periodRows(where: Where, period: Period, { language }: Pick<Look, 'language'>) {
  const key = expenseRequestsKey(where.organizationId ?? '', period);
  return {
    reads: [key],
    live: (readings: Parameters<NonNullable<TreeNode['live']>>[0]) => {
      const requests = readings.peek<readonly ExpenseRequest[]>(key)?.value;
      if (!requests) return {};
      const waiting = requests.filter(({ state }) => isWaiting(state)).length;
      const waits = waiting > 0 ? waitingCounted(waiting, language) : undefined;
      return {
        description: joined([numberText(requests.length, language), waits]),
        ...(waits && { badge: { text: badgeText(waiting), tooltip: waits } }),
      };
    },
  };
}

function earlierNode(where: Where, { start }: Period): TreeNode {
  const latest = Number(start.slice(0, 4));
  const first = Math.min(where.since ?? latest - yearsBack, latest);
  return folder(where, {
    name: 'earlier',
    label: l10n.t('Earlier…'),
    icon: 'archive',
    children: async (look, node) => {
      const at = below(where, node);
      const years = Array.from({ length: latest - first + 1 }, (_, back) => latest - back);
      return without(years.map((year) => yearNode(at, year, start, look)));
    },
  });
}

function yearNode(where: Where, year: number, before: string, look: Pick<Look, 'language'>): TreeNode {
  const last = before.startsWith(`${year}-`) ? dayBefore(before) : `${year}-12-31`;
  const period = { start: `${year}-01-01`, end: last < `${year}-01-01` ? `${year}-01-01` : last };
  return folder(where, {
    name: 'year',
    owner: String(year),
    label: String(year),
    icon: 'calendar',
    empty: l10n.t('No expense requests in {0}', String(year)),
    ...periodRows(where, period, look),
    children: (look, node) => requestRows(below(where, node), period, look),
  });
}

async function requestRows(where: Where, period: Period, look: Look): Promise<Children> {
  const organizationId = where.organizationId ?? '';
  const connection = await look.connect(where.account.id);
  const [{ value, asOf, failure }] = await Promise.all([
    expenseRequestsOf(connection, organizationId, period, look),
    knownUsers(connection, organizationId, look),
  ]);
  const names = namesIn(connection.readings, organizationId, look.language, where.organizationLanguage);
  const items = [...value].sort(
    (one, other) =>
      rank(one.state ?? '') - rank(other.state ?? '') ||
      (other.creationDate ?? '').localeCompare(one.creationDate ?? ''),
  );
  const nodes = rowsOrRanges(
    where,
    { items, row: (each, at) => requestNode(at, each, names, look), name: ({ label }) => shown(label, 30) },
    look,
  );
  return { nodes, asOf, failure };
}

/** One request: what for, then who and when. */
function requestNode(
  where: Where,
  request: ExpenseRequest,
  names: Names,
  { language }: Pick<Look, 'language'>,
): TreeNode {
  const state = request.state ?? '';
  const label = shown(request.label, 80) || shown(request.shortId) || shown(request.id);
  const who = names.user(request.userId);
  const day = dayOf(request.creationDate);
  const stateShown = shown(stateWord(state), 60);
  const type = request.type ? shown(humanized(request.type), 40) : undefined;
  const count = request.expenses?.length ? expensesCounted(request.expenses.length, language) : undefined;
  return nodeIn(where, 'expenseRequest', request.id ?? '', {
    label,
    description: joined([stateShown, who, day, type]),
    accessibilityLabel: joined([label, stateShown, who, day, type, count], ', '),
    icon: stateIcon(state),
    marks: isWaiting(state) ? ['waiting'] : [],
    record: request,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('State'), stateShown],
        [l10n.t('Person'), who],
        [l10n.t('Created'), day],
        [l10n.t('Type'), type],
        [l10n.t('Comment'), request.comment ?? undefined],
        [l10n.t('Expenses'), count],
        [l10n.t('Number'), request.shortId ?? undefined],
        [l10n.t('Id'), request.id ?? undefined],
      ]),
  });
}

/** From the first day of the month eleven months ago to today. */
function lastYear(today: string): Period {
  return { start: `${monthBefore(today.slice(0, 7), 11)}-01`, end: today };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
