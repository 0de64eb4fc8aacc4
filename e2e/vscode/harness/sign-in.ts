import type { Sandbox } from '@jenji-kit/sandbox';
import type { Workbench } from './workbench.ts';

/** Signs in to a sandbox with its organization's key, as a person does, and waits until the account's row is there. */
export async function signIn(
  workbench: Workbench,
  sandbox: Pick<Sandbox, 'url' | 'credentials'>,
  label: string,
): Promise<void> {
  const { user, secret } = sandbox.credentials.organization;
  const { quickInput } = workbench;
  await workbench.command('Jenji: Sign In…');
  await quickInput.waitFor('Which Jenji');
  await quickInput.pick('Custom server');
  for (const [question, answer] of [
    ['Address', sandbox.url],
    ['API user', user],
    ['Secret', secret],
    ['Name of the account', label],
  ] as const) {
    await quickInput.waitFor(question);
    await quickInput.submit(answer);
  }
  await quickInput.waitUntilClosed();
  await workbench.tree('Explorer').row(label);
}
