import { operations } from '@jenji-kit/client';

function bodyOf<Body>({ body }: { body?: Body }): Body {
  if (body === undefined) throw new TypeError('The operation has no body');
  return body;
}

/** The bodies that create an expense, by its type: standard, mileage, allowance. */
export const creations = bodyOf(operations['expenses.create']).options;

/** Those that replace one. */
export const updates = bodyOf(operations['expenses.update']).options;
