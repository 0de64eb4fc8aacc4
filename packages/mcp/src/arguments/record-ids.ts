import { segmentProblem } from '@jenji-kit/client';
import * as z from 'zod';

/** Ids that become part of a path each, none twice. */
export function recordIds(most: number) {
  return z.array(z.string()).check(({ value, issues }) => {
    const problem = (message: string, path: number[] = []) =>
      issues.push({ code: 'custom', message, input: value, path });
    if (value.length === 0 || value.length > most) problem(`must name at least one and at most ${most}`);
    value.forEach((id, index) => {
      const message = id.length > 200 ? 'must have at most 200 characters' : segmentProblem(id);
      if (message) problem(message, [index]);
      else if (value.indexOf(id) !== index) problem('is named twice', [index]);
    });
  });
}
