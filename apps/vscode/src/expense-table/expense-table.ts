import { setImmediate } from 'node:timers/promises';
import type { Expense } from '@jenji-kit/client';
import { currencies } from '@jenji-kit/client/currency';
import { AbortedError } from '@jenji-kit/client/errors';
import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../accounts/connection.ts';
import type { Names } from '../expense-page/names.ts';
import type { Subject } from '../tree/tree-node.ts';
import { asOfWords } from '../words/date-words.ts';
import { failureWords } from '../words/failure-words.ts';
import { placeWord } from '../words/place-word.ts';
import { type StateTone, stateTone, stateWord } from '../words/state-word.ts';
import { customColumnPrefix } from './column.ts';
import { type CsvFormat, csvLine } from './csv.ts';
import { type ExpenseColumn, expenseColumns } from './expense-columns.ts';
import { readNames } from './read-names.ts';
import { RowEncoder } from './row-encoder.ts';
import { goneRow, type Layout, type Progress, type TableToPage } from './table-messages.ts';
import type { TableSource } from './table-source.ts';
import { tableTexts } from './table-texts.ts';
import type { CsvTable } from './write-csv.ts';

/** Rows that are sent at once: some milliseconds of work on either side. */
const chunkRows = 4_000;

export interface ExpenseTableOptions {
  readonly source: TableSource;
  /** BCP 47. */
  readonly language: string;
  readonly connect: (accountId: string) => Promise<Connection>;
  readonly post: (message: TableToPage) => void;
  /** What was kept of the columns. */
  readonly layout: Layout;
  /** Keeps it. */
  readonly keepLayout: (layout: Layout) => void;
  readonly now?: () => number;
}

/** The rows of one reading, by the numbers that the page knows them by. */
interface Edition {
  readonly number: number;
  readonly expenses: Expense[];
}

/**
 * What stands behind the page of a table: it reads the expenses, sends them over by columns, and knows which expense a
 * row is. The expenses themselves stay here.
 */
export class ExpenseTable {
  readonly #options: ExpenseTableOptions;
  #layout: Layout;
  #columns: readonly ExpenseColumn[] = [];
  #shown: Edition = { number: 0, expenses: [] };
  #incoming: Edition | undefined;
  /** The page shows it until it has sorted the one that takes its place. */
  #replaced: Edition | undefined;
  #lastNumber = 0;
  #reading = new AbortController();
  #isReading = false;
  /** Whether every part came in the last reading, if not all of them anew. */
  #isWhole = false;
  #isVisible = true;
  /** What is shown was read again by somebody, or is to be. */
  #isOutdated = false;
  #follows: { dispose(): void } | undefined;
  #organization = '';

  constructor(options: ExpenseTableOptions) {
    this.#options = options;
    this.#layout = options.layout;
  }

  /** The page is there and empty. */
  async ready(): Promise<void> {
    this.#shown = { number: 0, expenses: [] };
    await this.#read({ anew: true });
  }

  /** Reads again what was read before. The rows stay until the new ones are there. */
  async refresh(): Promise<void> {
    await this.#read({ again: true });
  }

  /** Reads what is missing: months that were not read, or all again where some of them are old. */
  async retry(): Promise<void> {
    await this.#read({ again: this.#isWhole });
  }

  /** Ends reading; the rows that came stay. */
  cancel(): void {
    this.#reading.abort();
  }

  /** A table that nobody sees sends no request; it is brought up to date when it is seen again. */
  setVisible(isVisible: boolean): Promise<void> {
    this.#isVisible = isVisible;
    return this.#catchUp();
  }

  /** A list whose options were not needed before is read, and the rows sent with their words. */
  async setLayout(layout: Layout): Promise<void> {
    const had = shownFields(this.#layout);
    this.#layout = layout;
    this.#options.keepLayout(layout);
    const added = [...shownFields(layout)].some((field) => !had.has(field));
    if (added) await this.#read({});
  }

  /** @returns undefined where the rows are of an edition that is gone. */
  expensesOf(edition: number, rows: Uint32Array): Expense[] | undefined {
    const found = [this.#shown, this.#incoming, this.#replaced].find((each) => each?.number === edition);
    return found && Array.from(rows, (row) => found.expenses[row]).filter((expense) => expense !== undefined);
  }

  subjectsOf(expenses: readonly Expense[]): Subject[] {
    const { accountId, organizationId } = this.#options.source;
    return expenses.map(({ id, time, state, userId }) => ({
      kind: 'expense',
      accountId,
      organizationId,
      id: id ?? '',
      bucket: {
        month: (time ?? '').slice(0, 7),
        state: state ?? '',
        day: time ?? '',
        ...(userId && { userId }),
      },
    }));
  }

  /** The expenses as a table in a file: the columns that are shown, and the ids. */
  csvOf(expenses: readonly Expense[], columns: readonly string[]): CsvTable {
    const wanted = columns.flatMap((id) => this.#columns.find(({ column }) => column.id === id) ?? []);
    return {
      header: [...wanted.map(({ column }) => column.label), l10n.t('Id')],
      rows: expenses.length,
      row: (index) => {
        const expense = expenses[index] ?? {};
        return [...wanted.map(({ cell }) => cell(expense)), { text: expense.id ?? '' }];
      },
    };
  }

  /** For the clipboard: spreadsheets take it in as cells. */
  copyOf(expenses: readonly Expense[], columns: readonly string[], decimalMark: CsvFormat['decimalMark']): string {
    const table = this.csvOf(expenses, columns);
    const lines = expenses.map((_, index) => csvLine(table.row(index).slice(0, -1), { separator: '\t', decimalMark }));
    const header = table.header.slice(0, -1).map((text) => ({ text }));
    return (expenses.length > 1 ? [csvLine(header, { separator: '\t', decimalMark }), ...lines] : lines).join('');
  }

  dispose(): void {
    this.#isVisible = false;
    this.#follows?.dispose();
    this.#reading.abort();
  }

  #follow({ readings }: Connection): void {
    const keys = new Set(this.#options.source.reads);
    this.#follows?.dispose();
    this.#follows = readings.onDidChange((key) => {
      // What this table reads itself is no news.
      if (this.#isReading || this.#isOutdated || !keys.has(key)) return;
      this.#isOutdated = true;
      // Several months may change at once.
      setImmediate().then(() => this.#catchUp());
    });
  }

  async #catchUp(): Promise<void> {
    if (!this.#isOutdated || !this.#isVisible || this.#isReading) return;
    this.#isOutdated = false;
    await this.#read({});
  }

  async #read({ again = false, anew = false }: { again?: boolean; anew?: boolean }): Promise<void> {
    this.#reading.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#isReading = true;
    this.#isOutdated = false;
    const { signal } = reading;
    const { source, connect, language, post } = this.#options;
    const { partCount = 1 } = source;
    const edition: Edition = { number: ++this.#lastNumber, expenses: [] };
    let done = 0;
    let asOf = Number.POSITIVE_INFINITY;
    let failure: unknown;
    let viewed = !anew;
    const tell = (progress: Pick<Progress, 'loading' | 'failure'>) => {
      // Another reading has begun: what this one has to say is of no interest any more.
      if (this.#reading !== reading) return;
      const since = Number.isFinite(asOf) ? l10n.t('As of {0}', asOfWords(asOf, { language }, this.#now)) : undefined;
      post({
        type: 'progress',
        edition: edition.number,
        progress: { ...progress, done, total: partCount, asOf: since, complete: done === partCount },
      });
    };
    try {
      const connection = await connect(source.accountId);
      this.#follow(connection);
      const begin = () => {
        this.#incoming = edition;
        post({ type: 'edition', edition: edition.number });
        if (this.#shown.expenses.length === 0) this.#shown = edition;
        tell({ loading: true });
      };
      // Names may take long too: whoever asked for it sees that it has begun, and can cancel it.
      if (viewed) begin();
      const names = await readNames(connection, source.organizationId, shownFields(this.#layout), language, { signal });
      this.#columns = expenseColumns(names, language);
      if (!viewed) {
        this.#sendView(connection, names);
        viewed = true;
        begin();
      }
      const encoder = new RowEncoder(
        this.#columns.flatMap(({ column, text }) => (column.kind === 'text' ? [[column.id, text] as const] : [])),
      );
      const tones = new Set<string>();
      for await (const part of source.parts({ connect, signal, again })) {
        for (let from = 0; from < part.expenses.length; from += chunkRows) {
          if (signal.aborted) throw new AbortedError('Cancelled.');
          const expenses = part.expenses.slice(from, from + chunkRows);
          for (const expense of expenses) edition.expenses.push(expense);
          post({
            type: 'rows',
            edition: edition.number,
            chunk: encoder.encode(expenses),
            tones: newTones(expenses, tones),
          });
          await setImmediate();
        }
        done++;
        asOf = Math.min(asOf, part.asOf);
        failure ??= part.failure;
        tell({ loading: true });
      }
    } catch (error) {
      failure = error;
    }
    if (this.#reading !== reading) return;
    this.#isReading = false;
    this.#isWhole = done === partCount;
    // Without a view there is nothing that could show it.
    if (!viewed) throw failure;
    if (done === partCount && this.#shown !== edition) {
      post({ type: 'moved', edition: edition.number, rows: rowsMoved(this.#shown.expenses, edition.expenses) });
      this.#replaced = this.#shown;
      this.#shown = edition;
    }
    this.#incoming = undefined;
    tell({ loading: false, failure: failure === undefined ? undefined : failureShown(failure) });
  }

  get #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #sendView({ account }: Connection, names: Names): void {
    const { source, language, post } = this.#options;
    this.#organization = withoutInvisible(names.organization?.name ?? '');
    const known = [...currencies.values()].flatMap(({ code, decimals }) =>
      decimals === null ? [] : [[code, decimals]],
    );
    post({
      type: 'view',
      view: {
        title: source.title,
        where: [this.#organization, account.label].filter(Boolean).join(' · '),
        place: { id: account.place, word: placeWord(account.place) },
        language,
        columns: this.#columns.map(({ column }) => column),
        layout: this.#layout,
        texts: tableTexts(),
        decimals: Object.fromEntries(known),
      },
    });
  }
}

/** Where rows are now, by the numbers that they had. */
function rowsMoved(before: readonly Expense[], now: readonly Expense[]): Uint32Array {
  const places = new Map(now.map(({ id }, row) => [id, row]));
  return Uint32Array.from(before, ({ id }) => places.get(id) ?? goneRow);
}

function failureShown(failure: unknown): Progress['failure'] {
  if (failure instanceof AbortedError) return { text: l10n.t('Cancelled: not all rows are here.'), retry: true };
  const { text, retry } = failureWords(failure);
  return { text: l10n.t('Not all could be read. {0}', text), retry };
}

/** Custom fields that are shown as columns. */
function shownFields({ shown }: Layout): Set<string> {
  return new Set(
    Object.entries(shown).flatMap(([id, isShown]) =>
      isShown && id.startsWith(customColumnPrefix) ? [id.slice(customColumnPrefix.length)] : [],
    ),
  );
}

/** Of states that came for the first time. */
function newTones(expenses: readonly Expense[], known: Set<string>): [string, StateTone][] {
  const found: [string, StateTone][] = [];
  for (const { state } of expenses) {
    const code = state ?? '';
    if (known.has(code)) continue;
    known.add(code);
    found.push([stateWord(code), stateTone(code)]);
  }
  return found;
}
