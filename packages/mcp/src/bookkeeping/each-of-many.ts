/** Does the work for each item, a few at a time, as many as Jenji takes in a second. Stops at the first failure. */
export async function eachOfMany<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  let failed = false;
  const worker = async () => {
    for (const item of rest) {
      if (failed) return;
      await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all([worker(), worker(), worker()]);
}
