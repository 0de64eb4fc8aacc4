/**
 * Reads the list once, in one of three ways, looks at every expense, and tells what it took:
 * `node reader.mjs URL whole|items|client`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { createJenjiClient, readItems } from '@jenji-kit/client';
import { request } from 'undici';

const [url = '', how = ''] = process.argv.slice(2);

let count = 0;
let cents = 0;
/** @type {(expense: { total?: number | null | undefined }) => void} */
const see = (expense) => {
  count += 1;
  cents += Math.round(100 * (expense.total ?? 0));
};

const ways = {
  /** What everyone does: the body as one text, JSON.parse, a loop. */
  async whole() {
    const { body } = await request(url);
    const answer = /** @type {{ data: { total?: number }[] }} */ (await body.json());
    for (const expense of answer.data) see(expense);
  },
  async items() {
    const { body } = await request(url);
    for await (const batch of readItems(body)) {
      for (const expense of batch) see(/** @type {{ total?: number }} */ (expense));
    }
  },
  /** The product: with the budget, and every expense checked against its schema. */
  async client() {
    const jenji = createJenjiClient({
      baseUrl: url,
      credentials: { type: 'organization', user: 'bench', secret: 'bench' },
      budget: { perSecond: 1_000, perMinute: 60_000 },
    });
    for await (const expense of jenji.stream('expenses.search', { body: {} })) see(expense);
    await jenji.close();
  },
};

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
await setTimeout(20);
delay.reset();
const before = process.cpuUsage();
const start = performance.now();
await ways[/** @type {keyof typeof ways} */ (how)]();
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(before);
// A stall is counted when the loop turns again.
await setTimeout(20);
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.send?.({ ms, cpuMs: (user + system) / 1_000, peakMiB, stallMs: delay.max / 1e6, count, cents }, () =>
  process.disconnect(),
);
