import type { Expense } from '@jenji-kit/client';
import { stateSayings } from '@jenji-kit/client/text';
import { monthWords } from '../words/date-words.ts';
import { stateWord } from '../words/state-word.ts';
import { FoldedTexts } from './folded-texts.ts';
import type { Term } from './search-query.ts';

/** With what the ids of expenses are found. */
export interface IndexNames {
  /** BCP 47. */
  readonly language: string;
  /** Name, login and whatever else a person is found by. */
  person(id: string): string;
  category(id: string): string;
}

/** Lets others have their turn; called after each slice of work. */
export type Pause = () => Promise<void>;

const slice = 20_000;
const columns = 5;

/** One list of expenses, made ready to be searched as fast as one types. Built once for each reading. */
export class ExpenseIndex {
  readonly expenses: readonly Expense[];
  readonly #texts = new FoldedTexts();
  /** The numbers of each row's texts: vendor, person, category, state, day. */
  readonly #rows: Uint32Array;
  readonly #amounts: Float64Array;
  /** Days since 1970, so that the latest come first. */
  readonly #days: Int32Array;

  private constructor(expenses: readonly Expense[]) {
    this.expenses = expenses;
    this.#rows = new Uint32Array(expenses.length * columns);
    this.#amounts = new Float64Array(expenses.length);
    this.#days = new Int32Array(expenses.length);
  }

  static async of(expenses: readonly Expense[], names: IndexNames, pause: Pause): Promise<ExpenseIndex> {
    const index = new ExpenseIndex(expenses);
    for (let from = 0; from < expenses.length; from += slice) {
      index.#add(from, Math.min(from + slice, expenses.length), names);
      await pause();
    }
    return index;
  }

  #add(from: number, to: number, names: IndexNames): void {
    const texts = this.#texts;
    for (let at = from; at < to; at++) {
      const { label, userId, category, state, time, total } = this.expenses[at] ?? {};
      const row = at * columns;
      this.#rows[row] = texts.numberOf(`v${label ?? ''}`, () => label ?? '');
      this.#rows[row + 1] = texts.numberOf(`p${userId ?? ''}`, () => names.person(userId ?? ''));
      this.#rows[row + 2] = texts.numberOf(`c${category ?? ''}`, () => names.category(category ?? ''));
      this.#rows[row + 3] = texts.numberOf(`s${state ?? ''}`, () => stateWords(state ?? ''));
      this.#rows[row + 4] = texts.numberOf(`d${time ?? ''}`, () => dayWords(time ?? '', names.language));
      this.#amounts[at] = total ?? Number.NaN;
      const day = Date.parse(time ?? '');
      this.#days[at] = Number.isNaN(day) ? 0 : day / 86_400_000;
    }
  }

  /**
   * Adds what fits to `found`.
   *
   * @throws what `pause` throws, as when something else is looked for by now.
   */
  async search(terms: readonly Term[], found: Found, pause: Pause): Promise<void> {
    const fits = terms.map(({ text }) => (text === '' ? undefined : this.#texts.fits(text)));
    const ids = terms.map(({ text }) => (/^[\da-f ]{8,}$/.test(text) ? text.replaceAll(' ', '-') : undefined));
    for (let from = 0; from < this.expenses.length; from += slice) {
      const to = Math.min(from + slice, this.expenses.length);
      for (let at = from; at < to; at++) {
        const score = this.#score(at, terms, fits, ids);
        if (score > 0) found.add(this.expenses, at, score, this.#days[at] ?? 0);
      }
      await pause();
    }
  }

  /** 0 where a term fits nowhere. */
  #score(
    at: number,
    terms: readonly Term[],
    fits: readonly (Uint8Array | undefined)[],
    ids: readonly (string | undefined)[],
  ): number {
    let score = 1;
    for (let index = 0; index < terms.length; index++) {
      const best = this.#best(at, fits[index], terms[index]) || (isNamed(this.expenses[at], ids[index]) ? 4 : 0);
      if (best === 0) return 0;
      score += best;
    }
    return score;
  }

  #best(at: number, fits: Uint8Array | undefined, term: Term | undefined): number {
    let best = term?.fitsAmount?.(Math.abs(this.#amounts[at] ?? Number.NaN)) ? 3 : 0;
    if (!fits) return best;
    for (let column = 0; column < columns; column++) {
      // The vendor counts most: it is what people remember.
      const fit = (fits[this.#rows[at * columns + column] ?? 0] ?? 0) * (column === 0 ? 2 : 1);
      if (fit > best) best = fit;
    }
    return best;
  }
}

function isNamed(expense: Expense | undefined, id: string | undefined): boolean {
  return id !== undefined && expense?.id?.toLowerCase().startsWith(id) === true;
}

/** What a state is found by: its word on the screen, its code, and what people say in English and French. */
function stateWords(state: string): string {
  const said = stateSayings.flatMap(([codes, ...words]) => (codes.test(state) ? words : []));
  return [stateWord(state), state, ...said].join(' ');
}

/** `2026-03-14`, `14/03/2026`, and the name of the month in the language of the screen and in English. */
function dayWords(day: string, language: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (date === '') return day;
  const named = [language, 'en'].map((each) => monthWords(`${year}-${month}`, each));
  return [day, `${date}/${month}/${year}`, ...named].join(' ');
}

/** What was found: how many in all, and the best of them. */
export class Found {
  #lists: (readonly Expense[])[] = [];
  #at: number[] = [];
  #ranks: number[] = [];

  add(list: readonly Expense[], at: number, score: number, day: number): void {
    this.#lists.push(list);
    this.#at.push(at);
    // The better fit first, then the later day.
    this.#ranks.push(score * 1_000_000 + day);
  }

  get count(): number {
    return this.#ranks.length;
  }

  /** At most so many, the best first. */
  best(limit: number): Expense[] {
    const ranks = Float64Array.from(this.#ranks).sort();
    const least = ranks[Math.max(0, ranks.length - limit)] ?? 0;
    const better: number[] = [];
    const equal: number[] = [];
    for (let place = 0; place < this.#ranks.length; place++) {
      const rank = this.#ranks[place] ?? 0;
      if (rank > least) better.push(place);
      else if (rank === least && equal.length < limit) equal.push(place);
    }
    return better
      .sort((a, b) => (this.#ranks[b] ?? 0) - (this.#ranks[a] ?? 0))
      .concat(equal)
      .slice(0, limit)
      .map((place) => this.#expense(place));
  }

  all(): Expense[] {
    return this.#ranks.map((_, place) => this.#expense(place));
  }

  #expense(place: number): Expense {
    // What was added is there.
    return this.#lists[place]?.[this.#at[place] ?? 0] ?? {};
  }
}
