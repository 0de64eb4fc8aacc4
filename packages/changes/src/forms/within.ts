import { InvalidArgumentsError } from '@jenji-kit/client';

/** Runs a check of one field of a body; what it finds wrong with `body` is told of that field. */
export function within<Result>(field: string, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof InvalidArgumentsError)) throw error;
    const issues = error.issues.map(({ path, message }) => ({ path: path.replace(/^body/, `body.${field}`), message }));
    throw new InvalidArgumentsError(issues, error.operation === undefined ? {} : { operation: error.operation });
  }
}
