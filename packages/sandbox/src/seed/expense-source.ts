import type { Expense, ExpenseRecord, SearchMode } from '../world/index.ts';
import { type Day, instant, localDate } from './calendar.ts';
import type { Company } from './company.ts';
import { createDrafter, type Draft } from './draft.ts';
import type { Ids } from './ids.ts';
import { createLife, drawFate } from './life.ts';
import { mix, Random } from './random.ts';
import { createTimeline } from './timeline.ts';
import { createWarner } from './warnings.ts';

/** The expenses of one organization, none of which exists before it is asked for. */
export interface ExpenseSource {
  readonly organizationId: string;
  readonly count: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** How many records have been made so far: what laziness is measured by. */
  readonly generated: number;
  indexOf(expenseId: string): number | undefined;
  /** The number of the expense whose receipt has this id. */
  indexOfReceipt(receiptId: string): number | undefined;
  recordAt(index: number): ExpenseRecord;
  /** Numbers of the expenses of a day, by imputation or by creation, in the order of their ids. */
  onDay(mode: SearchMode, day: Day): number[];
}

export interface SourceOptions {
  readonly seed: number;
  readonly ids: Ids;
  /** Its own for every organization; the next number is taken as well, by the receipts. */
  readonly series: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly count: number;
}

/** Most days between an expense and its being entered. */
const longestDelay = 10;
/** One expense in so many, or fewer, is entered a second time. */
const copyEvery = 60;

/**
 * An expense is a function of the seed, the organization's series and its own number: the same number gives an equal
 * record, whatever was asked for before.
 */
export function createExpenseSource(company: Company, options: SourceOptions): ExpenseSource {
  const { seed, ids, series, firstDay, lastDay, count } = options;
  const { id: organizationId } = company.state.header;
  const { initialState } = company.state.expenseWorkflow;
  const timeline = createTimeline(firstDay, lastDay, count);
  const draft = createDrafter(company);
  const live = createLife(company, ids, lastDay);
  const warn = createWarner(company);
  const salt = mix(seed + series);
  let generated = 0;

  /** Entered twice: the expense repeats the one before it. Odd numbers only, so that nothing is entered three times. */
  function isCopy(index: number): boolean {
    const chosen = index % 2 === 1 && index < count && mix(salt + index) % (copyEvery / 2) === 0;
    return chosen && timeline.dayOf(index) === timeline.dayOf(index - 1);
  }

  function creationDay(index: number): Day {
    const draw = mix(salt ^ mix(index + 0xc0de));
    const part = draw % 100;
    // Nearly half are entered at once, most of the others within three days.
    const delay = part < 45 ? 0 : part < 78 ? 1 + ((draw >>> 8) % 3) : 4 + ((draw >>> 8) % (longestDelay - 3));
    return Math.min(timeline.dayOf(index) + delay, lastDay);
  }

  function draftAt(index: number): Draft {
    const original = isCopy(index) ? index - 1 : index;
    return draft(timeline.dayOf(original), new Random(salt, original, 1));
  }

  function recordAt(index: number): ExpenseRecord {
    generated += 1;
    const { fields, spender, kind, receipt } = draftAt(index);
    const random = new Random(salt, index, 2);
    const day = creationDay(index);
    const userId = spender.user.id;
    const expense: Expense = {
      id: ids.encode(series, index),
      userId,
      organizationId,
      time: localDate(timeline.dayOf(index)),
      ...fields,
      ...(receipt && { receiptKey: `${userId}/${ids.encode(series + 1, index)}.${receipt}` }),
      state: initialState,
      // Of the last day only the small hours have passed.
      createdAt: instant(day, day === lastDay ? random.below(21_600_000) : 25_200_000 + random.below(46_800_000)),
      createdWith: random.pick(['android/5.14.2', 'ios/5.14.0', 'web/2.31', 'api/v1', 'email', 'ios/5.12.1']),
    };
    const twin = isCopy(index) ? index - 1 : isCopy(index + 1) ? index + 1 : undefined;
    const warnings = warn(expense, kind, twin === undefined ? undefined : ids.encode(series, twin), random);
    if (warnings.length > 0) expense.warnings = warnings;
    const record: ExpenseRecord = { expense };
    live(record, spender, drawFate(isCopy(index), random), random);
    return record;
  }

  function numberIn(expected: number, uuid: string): number | undefined {
    const found = ids.decode(uuid);
    return found?.series === expected && found.index < count ? found.index : undefined;
  }

  return {
    organizationId,
    count,
    firstDay,
    lastDay,
    get generated() {
      return generated;
    },
    indexOf: (expenseId) => numberIn(series, expenseId),
    indexOfReceipt: (receiptId) => numberIn(series + 1, receiptId),
    recordAt,
    onDay(mode, day) {
      const found: { index: number; id: string }[] = [];
      const start = timeline.startOf(mode === 'TIME' ? day : day - longestDelay);
      for (let index = start; index < timeline.startOf(day + 1); index += 1) {
        if (mode === 'TIME' || creationDay(index) === day) found.push({ index, id: ids.encode(series, index) });
      }
      return found.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ index }) => index);
    },
  };
}
