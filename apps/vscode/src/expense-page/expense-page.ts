import type { AllowanceTemplate, Expense, Organization } from '@jenji-kit/client';
import { NotFoundError } from '@jenji-kit/client/errors';
import { isolated, withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../accounts/connection.ts';
import { Emitter } from '../emitter.ts';
import { allowanceTemplatesKey, allowanceTemplatesOf } from '../readings/allowance-templates.ts';
import { customOptionsKey, customOptionsOf } from '../readings/custom-options.ts';
import { actionsKey, actionsOf, expenseKey, expenseOf, exportsKey, exportsOf } from '../readings/expense.ts';
import { expensesKey } from '../readings/month-expenses.ts';
import { organizationKey, organizationOf } from '../readings/organization.ts';
import { paymentMethodsKey, paymentMethodsOf } from '../readings/payment-methods.ts';
import type { Reading } from '../readings/readings.ts';
import { usersKey, usersOf } from '../readings/users.ts';
import { actionWord } from '../words/action-word.ts';
import { amountText } from '../words/amount-text.ts';
import { asOfWords, type DateStyle, dayWords } from '../words/date-words.ts';
import { placeWord } from '../words/place-word.ts';
import { stateTone, stateWord } from '../words/state-word.ts';
import { isFilled } from './custom-field-value.ts';
import { type Exports, historyOf } from './history.ts';
import { Names } from './names.ts';
import type { ActionShown, PageData, Problem, ReceiptShown } from './page-data.ts';
import { Part } from './part.ts';
import { listed, problemsOf } from './problems.ts';
import { downloadReceipt, type Receipt } from './receipt.ts';
import { receiptShown } from './receipt-shown.ts';
import { sectionsOf } from './sections.ts';
import { warningsOf } from './warnings.ts';

export interface ExpensePageOptions {
  readonly connection: Pick<Connection, 'account' | 'jenji' | 'readings'>;
  readonly expenseId: string;
  readonly organizationId?: string | undefined;
  /** The month (`YYYY-MM`) in which it was seen: looked at first. */
  readonly month?: string | undefined;
  readonly style: DateStyle;
  readonly hasLink?: boolean | undefined;
  readonly now?: (() => number) | undefined;
}

/**
 * What the page of one expense shows, and the readings behind it. At first there is what the tree has read; what is
 * missing is read in the background, each thing once for all pages. What cannot be read takes nothing away from the rest.
 */
export class ExpensePage {
  readonly expenseId: string;
  readonly #options: ExpensePageOptions;
  readonly #changed = new Emitter();
  readonly #parts = new Map<string, Part<unknown>>();
  readonly #expense: Part<Expense>;
  readonly #receipt: Part<Receipt>;
  readonly #subscription: { dispose(): void };
  #listKey: string | undefined;
  #receiptVersion = 0;
  #shownReceipt: Receipt | undefined;
  #active = false;
  /** What was to be read again while nobody looked. */
  readonly #missed = new Set<Part<unknown>>();
  #fired = false;

  constructor(options: ExpensePageOptions) {
    const { connection, expenseId } = options;
    const { jenji, readings } = connection;
    this.#options = options;
    this.expenseId = expenseId;
    const found =
      (options.month && this.#foundInLists([`${this.#listsKey()}/${options.month}`])) || this.#foundInLists();
    const whole = readings.peek<Expense>(expenseKey(expenseId));
    this.#expense = this.#part('expense', {
      key: expenseKey(expenseId),
      what: l10n.t('the expense'),
      read: (signal) => expenseOf(connection, expenseId, { signal }),
      known: newer(found, whole),
    });
    this.#receipt = new Part<Receipt>({
      key: `${expenseKey(expenseId)}/receipt`,
      what: l10n.t('the receipt'),
      read: async (signal) => ({ value: await downloadReceipt(jenji, expenseId, signal), asOf: Date.now() }),
      changed: () => this.#fire(),
    });
    this.#subscription = readings.onDidChange((key) => this.#follow(key));
  }

  /** Is told when `data` is another. */
  readonly onDidChange = this.#changed.event;

  get expense(): Expense | undefined {
    return this.#expense.value;
  }

  get organizationId(): string | undefined {
    return this.#expense.value?.organizationId ?? this.#options.organizationId;
  }

  /** The month in which it stands in the tree. */
  get month(): string | undefined {
    return this.#expense.value?.time?.slice(0, 7) ?? this.#options.month;
  }

  /** The receipt, once it is there. */
  get receipt(): Receipt | undefined {
    return this.#receipt.value;
  }

  /** The possible actions, once they are there. */
  get actions(): readonly string[] | undefined {
    return this.#get<readonly string[]>('actions')?.value;
  }

  /** Reads what is missing while somebody looks at the page; a page that nobody sees reads nothing. */
  setActive(active: boolean): void {
    if (this.#active === active) return;
    this.#active = active;
    if (!active) return;
    for (const part of this.#missed) void part.load().then(() => this.#loadMissing());
    this.#missed.clear();
    this.#loadMissing();
  }

  /** Reads the expense and what goes with it again. Names of people and settings stay: their own rows refresh those. */
  refresh(): void {
    this.#options.connection.readings.refresh(expenseKey(this.expenseId));
    if (this.#expense.value?.receiptKey && this.#receipt.failure) void this.#receipt.load();
  }

  /** Tries again what failed. */
  retry(): void {
    const { readings } = this.#options.connection;
    const failed = [...this.#parts.values()].filter((part) => part.failure !== undefined && !part.isLoading);
    for (const { key } of failed) readings.refreshAlone(key);
  }

  retryReceipt(): void {
    void this.#receipt.load();
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const part of this.#parts.values()) part.stop();
    this.#receipt.stop();
  }

  get title(): string {
    const expense = this.#expense.value;
    const amount = expense && amountText(expense.total, expense.currency, this.#options.style.language);
    const name = withoutInvisible(expense?.label || l10n.t('Expense'));
    return amount ? `${isolated(name)} · ${amount}` : name;
  }

  get data(): PageData {
    const { connection, style } = this.#options;
    const { account } = connection;
    const expense = this.#expense.value;
    const names = this.#names();
    const asOf = this.#expense.asOf;
    const loading = [...this.#parts.values()].flatMap((part) => (part.isLoading ? part.what : []));
    const organization = withoutInvisible(names.organization?.name ?? '');
    const actions = this.#get<readonly string[]>('actions');
    return {
      title: withoutInvisible(expense?.label || l10n.t('Expense')),
      amount: expense && amountText(expense.total, expense.currency, style.language),
      summary: expense
        ? [
            expense.userId && names.person(expense.userId),
            expense.time && dayWords(expense.time, style),
            expense.category && names.category(expense.category),
          ]
            .flatMap((part) => part || [])
            .join(' · ')
        : '',
      state: expense?.state ? { word: stateWord(expense.state), tone: stateTone(expense.state) } : undefined,
      place: { kind: account.place, word: placeWord(account.place) },
      where: [organization, withoutInvisible(account.label)].filter((part) => part !== '').join(' · '),
      asOf: asOf === undefined ? undefined : l10n.t('As of {0}', asOfWords(asOf, style, this.#options.now?.())),
      loading: loading.length > 0 ? l10n.t('Loading {0}…', listed(loading, style.language)) : undefined,
      problems: this.#problems(),
      actions: (actions?.value ?? []).map(actionShown),
      noActions:
        actions?.value?.length === 0
          ? l10n.t('No action is possible now.')
          : actions?.value === undefined && actions?.failure !== undefined
            ? l10n.t('The possible actions are not known.')
            : undefined,
      sections: expense ? sectionsOf(expense, { names, style, templateName: this.#templateName(names) }) : [],
      warnings: expense ? warningsOf(expense, names, style) : [],
      history: expense ? historyOf(expense, this.#get<Exports>('exports')?.value, names, style) : [],
      receipt: this.#receiptShown(),
      hasLink: this.#options.hasLink ?? false,
    };
  }

  #names(): Names {
    const options = [...this.#parts].flatMap(([name, part]) =>
      name.startsWith('options/') && Array.isArray(part.value)
        ? [[name.slice('options/'.length), part.value] as const]
        : [],
    );
    return new Names({
      language: this.#options.style.language,
      organization: this.#value('organization'),
      users: this.#value('users'),
      paymentMethods: this.#value('paymentMethods'),
      options: new Map(options),
    });
  }

  #templateName(names: Names): string | undefined {
    const templates = this.#value<readonly AllowanceTemplate[]>('templates');
    const template = templates?.find(({ templateId }) => templateId === this.#expense.value?.templateId);
    return names.label(template?.labelsPerLanguage);
  }

  #problems(): Problem[] {
    const { language } = this.#options.style;
    if (!(this.#expense.failure instanceof NotFoundError)) return problemsOf(this.#parts.values(), language);
    const text = l10n.t('Jenji no longer has this expense. What you see is what was read before.');
    // All else about it fails for that reason.
    const others = [...this.#parts.values()].filter(({ key }) => !key.startsWith(expenseKey(this.expenseId)));
    return [{ text, retry: true }, ...problemsOf(others, language)];
  }

  #receiptShown(): ReceiptShown {
    const { value } = this.#receipt;
    if (value !== this.#shownReceipt) {
      this.#shownReceipt = value;
      this.#receiptVersion++;
    }
    const isThere = Boolean(this.#expense.value?.receiptKey);
    const { language } = this.#options.style;
    return { ...receiptShown(this.#receipt, { isThere, title: this.title, language }), version: this.#receiptVersion };
  }

  /** A part that only some expenses have is there with its first need. */
  #loadMissing(): void {
    if (!this.#active) return;
    const { connection } = this.#options;
    const { readings } = connection;
    const load = <Value>(name: string, options: Omit<PartOptions<Value>, 'known'>) => {
      const existing = this.#parts.get(name);
      if (existing && (existing.isLoading || existing.value !== undefined || existing.failure !== undefined)) return;
      const known = readings.peek<Value>(options.key);
      // Whoever opens a page wants to know it now, even if it could not be read before.
      if (known?.failure !== undefined) readings.refreshAlone(options.key);
      const part = existing ?? this.#part(name, { ...options, known });
      if (part.value === undefined || part.failure !== undefined) void part.load().then(() => this.#loadMissing());
    };
    if (this.#expense.value === undefined && !this.#expense.isLoading && this.#expense.failure === undefined) {
      void this.#expense.load().then(() => this.#loadMissing());
    }
    const expense = this.#expense.value;
    const id = this.expenseId;
    load('actions', {
      key: actionsKey(id),
      what: l10n.t('the possible actions'),
      read: (signal) => actionsOf(connection, id, { signal }),
    });
    const organizationId = this.organizationId;
    if (organizationId !== undefined) {
      load('organization', {
        key: organizationKey(organizationId),
        what: l10n.t('categories and custom fields'),
        read: (signal) => organizationOf(connection, organizationId, { signal }),
      });
      load('users', {
        key: usersKey(organizationId),
        what: l10n.t('the names of people'),
        read: (signal) => usersOf(connection, organizationId, { signal }),
      });
      if (expense?.paymentMethodId) {
        load('paymentMethods', {
          key: paymentMethodsKey(organizationId),
          what: l10n.t('payment methods'),
          read: (signal) => paymentMethodsOf(connection, organizationId, { signal }),
        });
      }
      if (expense?.templateId) {
        load('templates', {
          key: allowanceTemplatesKey(organizationId),
          what: l10n.t('allowance templates'),
          read: (signal) => allowanceTemplatesOf(connection, organizationId, { signal }),
        });
      }
      for (const listId of this.#listsOf(expense)) {
        load(`options/${listId}`, {
          key: customOptionsKey(organizationId, listId),
          what: l10n.t('options of custom fields'),
          read: (signal) => customOptionsOf(connection, organizationId, listId, { signal }),
        });
      }
    }
    // Nothing that was not accepted is in an export.
    if (expense && (expense.validatedAt || /^(EXPORTED|ACCOUNTED|PAID)$/.test(expense.state ?? ''))) {
      load('exports', {
        key: exportsKey(id),
        what: l10n.t('the exports'),
        read: (signal) => exportsOf(connection, id, { signal }),
      });
    }
    const receipt = this.#receipt;
    if (expense?.receiptKey && !receipt.isLoading && receipt.value === undefined && receipt.failure === undefined) {
      void receipt.load();
    }
  }

  /** The lists whose options the expense has. */
  #listsOf(expense: Expense | undefined): Set<string> {
    const values = expense?.customFields ?? {};
    const organization = this.#value<Organization>('organization');
    return new Set(
      (organization?.expenseCustomFields ?? []).flatMap(({ key, type, listId }) =>
        type === 'LIST' && listId && isFilled(values[key ?? '']) ? [listId] : [],
      ),
    );
  }

  /** Something was read, or is to be read again. */
  #follow(key: string): void {
    if (this.#listKey !== undefined ? key === this.#listKey : isList(key)) this.#lookIntoList(key);
    for (const part of this.#parts.values()) {
      const isMeant = key === '' || part.key === key || part.key.startsWith(`${key}/`);
      if (!isMeant || (part === this.#expense && !this.#isToldOf(key))) continue;
      if (this.#active) void part.follow().then(() => this.#loadMissing());
      else this.#missed.add(part);
    }
  }

  /** Whether the expense itself was read, or is to be: a refreshed organization is no reason to. */
  #isToldOf(key: string): boolean {
    return key === '' || key === this.#expense.key;
  }

  #lookIntoList(key: string): void {
    const { readings } = this.#options.connection;
    const found = this.#foundInLists([key]);
    const before = this.#expense.value;
    const asOf = this.#expense.asOf ?? 0;
    if (found && found.asOf > asOf && found.failure === undefined) {
      this.#expense.take(found);
      const isAsBefore = before?.state === found.value.state && before?.updatedAt === found.value.updatedAt;
      if (before && !isAsBefore) readings.refresh(actionsKey(this.expenseId));
    }
    const list = readings.peek(key);
    // It was in this list and no longer is: what has become of it, only a look at itself can tell.
    if (!found && key === this.#listKey && list && list.asOf > asOf) {
      this.#listKey = undefined;
      readings.refresh(this.#expense.key);
    }
  }

  /** The expense as it is in a list that was read: in one of these, or in any. */
  #foundInLists(only?: readonly string[]): Reading<Expense> | undefined {
    const { readings } = this.#options.connection;
    for (const key of only ?? readings.keys().filter(isList)) {
      const list = readings.peek<readonly Expense[]>(key);
      const expense = list?.value.find(({ id }) => id === this.expenseId);
      if (!list || !expense) continue;
      this.#listKey = key;
      return { value: expense, asOf: list.asOf };
    }
    return undefined;
  }

  #listsKey(): string {
    const { organizationId } = this.#options;
    return organizationId === undefined ? 'organizations/' : expensesKey(organizationId);
  }

  #part<Value>(name: string, options: PartOptions<Value>): Part<Value> {
    const part = new Part<Value>({ ...options, changed: () => this.#fire() });
    this.#parts.set(name, part);
    return part;
  }

  #get<Value>(name: string): Part<Value> | undefined {
    // Each name has one type, given where the part is made.
    return this.#parts.get(name) as Part<Value> | undefined;
  }

  #value<Value>(name: string): Value | undefined {
    return this.#get<Value>(name)?.value;
  }

  /** Several changes at once are told once. */
  #fire(): void {
    if (this.#fired) return;
    this.#fired = true;
    queueMicrotask(() => {
      this.#fired = false;
      this.#changed.fire();
    });
  }
}

interface PartOptions<Value> {
  key: string;
  what: string;
  read: (signal: AbortSignal) => Promise<Reading<Value>>;
  known?: Reading<Value> | undefined;
}

function actionShown(code: string): ActionShown {
  return { code, word: actionWord(code) };
}

function newer<Value>(one: Reading<Value> | undefined, other: Reading<Value> | undefined): Reading<Value> | undefined {
  if (!one || !other) return one ?? other;
  return one.asOf >= other.asOf ? one : other;
}

/** Whether a key is that of a list of expenses: of a month, or of those that wait. */
function isList(key: string): boolean {
  return /\/expenses\/(\d{4}-\d{2}|waiting)$/.test(key);
}
