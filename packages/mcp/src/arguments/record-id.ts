import { segmentProblem } from '@jenji-kit/client';
import * as z from 'zod';

const longest = 200;

/** An id or code that becomes part of a path: as it came from Jenji, and nothing that could lead elsewhere. */
export function recordId() {
  return z.string().check(({ value, issues }) => {
    const tooLong = value.length > longest ? `must have at most ${longest} characters` : undefined;
    const message = tooLong ?? segmentProblem(value);
    if (message) issues.push({ code: 'custom', message, input: value });
  });
}
