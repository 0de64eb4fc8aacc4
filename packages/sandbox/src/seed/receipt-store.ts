import { drawReceipt, type ReceiptFacts } from '../rules/receipt.ts';
import type { Expense, ExpenseRequest, OrganizationState, ReceiptStore, StoredFile } from '../world/index.ts';
import type { ExpenseSource } from './expense-source.ts';

/** A generated organization: what its expenses are drawn from, and those told by hand. */
export interface ReceiptOrigin {
  readonly organization: OrganizationState;
  readonly source: ExpenseSource;
  readonly handWritten: readonly Expense[];
}

/** Receipts of generated expenses are drawn whenever they are asked for; what is uploaded is kept. */
export function createReceiptStore(origins: readonly ReceiptOrigin[]): ReceiptStore {
  const uploaded = new Map<string, StoredFile>();
  const told = new Map<string, ReceiptFacts>();
  for (const { organization, handWritten } of origins) {
    for (const expense of handWritten) {
      if ('receiptKey' in expense && expense.receiptKey) told.set(expense.receiptKey, factsOf(expense, organization));
    }
    for (const request of organization.expenseRequests.values()) {
      for (const { file } of request.files ?? []) told.set(file, quoteFor(request, organization));
    }
  }

  function generated(key: string, receiptId: string): ReceiptFacts | undefined {
    for (const { source, organization } of origins) {
      const index = source.indexOfReceipt(receiptId);
      const { expense } = index === undefined ? {} : source.recordAt(index);
      if (expense && 'receiptKey' in expense && expense.receiptKey === key) return factsOf(expense, organization);
    }
    return undefined;
  }

  return {
    get(key) {
      const file = uploaded.get(key);
      if (file) return file;
      const [, receiptId = '', type] = /([^/]+)\.(jpg|pdf)$/.exec(key) ?? [];
      const facts = told.get(key) ?? generated(key, receiptId);
      return facts && drawReceipt(facts, type === 'pdf' ? 'pdf' : 'jpg');
    },
    put(key, file) {
      uploaded.set(key, file);
    },
  };
}

function factsOf(expense: Expense, { header, categories }: OrganizationState): ReceiptFacts {
  const { category, taxes = [] } = expense.type === 'MILEAGE' ? {} : expense;
  const labels = categories.find(({ id }) => id === category)?.labelsPerLanguage ?? {};
  return {
    vendor: expense.label ?? '',
    item: labels[header.masterLanguage ?? 'en'] ?? Object.values(labels)[0] ?? category ?? expense.type,
    place: expense.country ?? '',
    date: expense.time,
    number: String(Number.parseInt(expense.id.slice(0, 5), 16)).padStart(7, '0'),
    total: expense.total,
    currency: expense.currency,
    taxes,
  };
}

function quoteFor({ label, shortId, creationDate, customFields }: ExpenseRequest, { header }: OrganizationState) {
  const budget = customFields?.budget;
  return {
    vendor: 'Devis',
    item: label,
    place: header.masterCountry ?? '',
    date: creationDate.slice(0, 10),
    number: shortId,
    total: typeof budget === 'number' ? budget : 0,
    currency: header.masterCurrency ?? 'EUR',
    taxes: [],
  };
}
