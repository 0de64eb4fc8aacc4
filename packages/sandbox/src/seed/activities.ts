import type { DailyUserActivity } from '../world/index.ts';
import { type Day, dayOfInstant, localDate } from './calendar.ts';
import type { ExpenseSource } from './expense-source.ts';

/** Days of activity that are reported, up to the last one. */
const daysOfActivity = 92;
/** The longest that an expense takes from its creation to its payment. */
const longestLife = 200;

/** What users have done with the generated expenses, per user and day: counted from what the expenses say of it. */
export function activitiesOf(source: ExpenseSource): DailyUserActivity[] {
  const { organizationId, lastDay } = source;
  const firstDay = lastDay - daysOfActivity + 1;
  const found = new Map<string, DailyUserActivity>();

  function count(
    counter: 'created' | 'checked' | 'decided' | 'accounted' | 'paid' | 'deleted',
    by?: string,
    at?: string,
  ) {
    if (by === undefined || at === undefined) return;
    const when: Day = dayOfInstant(at);
    if (when < firstDay) return;
    const key = `${when} ${by}`;
    let activity = found.get(key);
    if (!activity) {
      const zero = { created: 0, checked: 0, decided: 0, accounted: 0, paid: 0, deleted: 0, ignored: 0 };
      activity = { userId: by, day: localDate(when), organizationId, ...zero };
      found.set(key, activity);
    }
    activity[counter] += 1;
  }

  for (let day = firstDay - longestLife; day <= lastDay; day += 1) {
    for (const index of source.onDay('CREATION', day)) {
      const { expense } = source.recordAt(index);
      count('created', expense.userId, expense.createdAt);
      count('checked', expense.checkedBy, expense.checkedAt);
      count('decided', expense.validatedBy, expense.validatedAt);
      count('accounted', expense.accountedBy, expense.accountedAt);
      count('paid', expense.paidBy, expense.paidAt);
      count('deleted', expense.deletedBy, expense.deletedAt);
    }
  }
  return [...found.values()];
}
