/** Calls `stop` on the first SIGINT or SIGTERM. A second one ends the process at once, as people expect of Ctrl-C. */
export function onceAskedToStop(stop: () => Promise<void>): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      void stop();
    });
  }
}
