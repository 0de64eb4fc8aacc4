import type { Expense, ExpenseRequest } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';
import type { Readings } from '../readings/readings.ts';
import type { Subject } from '../tree/tree-node.ts';
import { amountText } from '../words/amount-text.ts';

/** A record with a workflow, as far as it is known. */
export interface Actionable {
  readonly kind: 'expense' | 'expenseRequest';
  readonly accountId: string;
  readonly organizationId: string | undefined;
  readonly id: string;
  /** Vendor and amount, or the label of a request; its id where it was not read. */
  readonly name: string;
  readonly state: string | undefined;
  readonly subject: Subject;
}

/** The expenses and expense requests among subjects, each once, with what has been read of them. Costs no request. */
export function actionablesOf(subjects: readonly Subject[], readings: Readings, language: string): Actionable[] {
  const wanted = new Map(
    subjects.flatMap((subject) =>
      subject.id !== undefined && (subject.kind === 'expense' || subject.kind === 'expenseRequest')
        ? [[`${subject.kind} ${subject.id}`, { subject, kind: subject.kind, id: subject.id }] as const]
        : [],
    ),
  );
  const known = recordsOf(readings, wanted);
  return [...wanted].map(([key, { subject, kind, id }]) => {
    const record = known.get(key);
    const { accountId, organizationId } = subject;
    return {
      kind,
      accountId,
      organizationId,
      id,
      name: nameOf(record, id, language),
      state: record?.state ?? undefined,
      subject,
    };
  });
}

/** The latest that was read of each. */
function recordsOf(readings: Readings, wanted: ReadonlyMap<string, unknown>): Map<string, Expense | ExpenseRequest> {
  const known = new Map<string, Expense | ExpenseRequest>();
  const ages = new Map<string, number>();
  const take = (kind: Actionable['kind'], record: Expense | ExpenseRequest, asOf: number) => {
    const key = `${kind} ${record.id}`;
    if (!wanted.has(key) || (ages.get(key) ?? 0) > asOf) return;
    known.set(key, record);
    ages.set(key, asOf);
  };
  for (const key of readings.keys()) {
    const [, kind, isOne] = /^(?:organizations\/[^/]+\/)?(expense|expenseRequest)s\/([^/]+)$/.exec(key) ?? [];
    if (kind !== 'expense' && kind !== 'expenseRequest') continue;
    // The keys of one kind hold what one function reads.
    const reading = readings.peek<Expense | readonly (Expense | ExpenseRequest)[]>(key);
    if (!reading || isOne === undefined) continue;
    const { value, asOf } = reading;
    for (const record of isList(value) ? value : [value]) take(kind, record, asOf);
  }
  return known;
}

function isList<Item>(value: Item | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}

function nameOf(record: Expense | ExpenseRequest | undefined, id: string, language: string): string {
  if (!record) return withoutInvisible(id);
  const amount =
    'total' in record
      ? amountText(record.total as number | null, record.currency as string | null, language)
      : undefined;
  const label = withoutInvisible(record.label || id);
  return amount ? `${label} · ${amount}` : label;
}
