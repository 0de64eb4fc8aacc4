import { RateLimitedError, UnauthorizedError } from '@jenji-kit/client/errors';
import { expect, test } from 'vitest';
import { SecretMissing } from '../accounts/connection.ts';
import { failureNode } from './message.ts';

const above = { id: 'x', subject: { kind: 'month', accountId: 'a' } } as const;

test('a refusal of too many requests is told with the time of the rows below, and a click tries again', () => {
  const { label, description, command, accessibilityLabel } = failureNode(
    above,
    new RateLimitedError('', { status: 429 }),
    '10:42',
  );
  expect(label).toBe('Could not refresh: Jenji is being asked too much at the moment. Try again shortly.');
  expect(description).toBe('as of 10:42 · Retry');
  expect(accessibilityLabel).toBe(`${label}, ${description}`);
  expect(command?.id).toBe('jenji.retry');
});

test.each([new UnauthorizedError('', { status: 401 }), new SecretMissing('The secret is gone.', 'a')])(
  'where the key is what is wrong, a click asks for it',
  (failure) => {
    const { description, command } = failureNode(above, failure, undefined);
    expect(description).toBe('Sign In Again');
    expect(command?.id).toBe('jenji.changeSecret');
  },
);
