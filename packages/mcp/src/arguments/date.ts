import { parseLocalDate } from '@jenji-kit/client';
import * as z from 'zod';

/** A day that exists, `YYYY-MM-DD`. */
export function date() {
  return z.string().check(({ value, issues }) => {
    try {
      parseLocalDate(value);
    } catch (error) {
      issues.push({ code: 'custom', message: error instanceof Error ? error.message : 'is not a date', input: value });
    }
  });
}

interface Dates {
  start?: string | undefined;
  end?: string | undefined;
}

/** Check of an object with `start` and `end`: both or none, and in order. */
export function periodIsWhole({ value, issues }: z.core.ParsePayload<Dates>): void {
  const { start, end } = value;
  if ((start === undefined) !== (end === undefined)) {
    const [missing, given] = start === undefined ? ['start', 'end'] : ['end', 'start'];
    const message = `is required because ${given} is given; give both or none`;
    issues.push({ code: 'custom', path: [missing], message, input: value });
  } else if (start !== undefined && end !== undefined && start > end) {
    issues.push({
      code: 'custom',
      path: ['end'],
      message: `must not be before start (${start}); swap the two`,
      input: value,
    });
  }
}
