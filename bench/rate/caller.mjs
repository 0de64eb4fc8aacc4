import { Agent, get } from 'node:http';
import { limiters } from './limiters.mjs';

/**
 * A process of its own that makes calls, all asked for at once, through one limiter. A call that the server refuses is
 * made again, through the limiter like any other.
 *
 * Arguments: name of the limiter, number of calls, scale, URL, folder. Sends `ready`; told to go, sends when it is done
 * `{ end }`, milliseconds of the clock that all processes of the machine share.
 */
const [name = '', calls, scale, baseUrl = '', folder = ''] = process.argv.slice(2);
const limiter = limiters[name]?.({ scale: Number(scale), baseUrl, folder });
if (!limiter) throw new Error(`There is no limiter ${name}.`);
const agent = new Agent({ keepAlive: true });

/** @returns {Promise<number>} */
const call = () =>
  new Promise((resolve, reject) => {
    get(baseUrl, { agent }, (response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
    }).on('error', reject);
  });

process.once('message', async () => {
  await Promise.all(
    Array.from({ length: Number(calls) }, async () => {
      while ((await limiter(call)) === 429);
    }),
  );
  process.send?.({ end: Number(process.hrtime.bigint()) / 1e6 });
  process.disconnect();
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
