/**
 * How long a step in VS Code may take, in milliseconds; `JENJI_TEST_PATIENCE` sets it in seconds. Generous: the machine
 * may be slow, and waiting ends as soon as the step is done.
 */
export const patience = Number(process.env.JENJI_TEST_PATIENCE ?? 45) * 1_000;

/**
 * Asks again until the answer is neither undefined nor false, and gives it.
 *
 * @param what What is waited for, for the message when it never comes: "row “Sales” in the tree “Accounts”".
 * @throws When it has not come in `timeout` milliseconds; with the last error if asking failed.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { timeout = patience, describe }: { timeout?: number; describe?: () => Promise<string> } = {},
): Promise<T> {
  const deadline = Date.now() + timeout;
  let failure: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) {
      const seen = await describe?.().catch(() => undefined);
      throw new Error(
        `Waited ${timeout / 1000} s in vain for ${what}.${seen === undefined ? '' : `\nInstead there was:\n${seen}`}`,
        { cause: failure },
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
