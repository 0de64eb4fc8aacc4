import { createServer } from 'node:http';
import { limits, windowsAt } from './windows.mjs';

/**
 * A process of its own: a server that keeps both windows to the microsecond and counts whom it refused. A request takes
 * up to `jitter` milliseconds until it arrives, which is when it is judged, and its answer as many to get back. What
 * was refused does not count in the windows.
 *
 * Arguments: scale of the clock, jitter. Sends `{ port }`; asked for anything, sends `{ accepted, refused }`.
 */
const [scale, jitter] = process.argv.slice(2).map(Number);
const windows = windowsAt(scale ?? 1);
/** @type {number[]} */
const accepted = [];
let refused = 0;

const now = () => Number(process.hrtime.bigint()) / 1e6;
const travel = () => new Promise((resolve) => setTimeout(resolve, Math.round(Math.random() * (jitter ?? 0))));
const within = (/** @type {number} */ window, /** @type {number} */ at) => {
  let count = 0;
  while (count < accepted.length && Number(accepted[accepted.length - 1 - count]) > at - window) count += 1;
  return count;
};

const server = createServer(async (_request, response) => {
  await travel();
  const at = now();
  const full = within(windows.second, at) >= limits.perSecond || within(windows.minute, at) >= limits.perMinute;
  if (full) refused += 1;
  else accepted.push(at);
  await travel();
  response.writeHead(full ? 429 : 200).end();
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.send?.({ port: address.port });
});
process.on('message', () => process.send?.({ accepted: accepted.length, refused }));
process.on('disconnect', () => process.exit());
