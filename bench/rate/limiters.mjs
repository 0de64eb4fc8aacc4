import { createBudget } from '@jenji-kit/client';
import Bottleneck from 'bottleneck';
import pThrottle from 'p-throttle';
import { limits, windowsAt } from './windows.mjs';

/**
 * Each runs a call when it deems the server ready for it. A call gives the status of its answer as soon as the headers
 * are there. All get the same limits, in the way their own documentation tells.
 *
 * @typedef {{ scale: number, baseUrl: string, folder: string }} Setting
 * @typedef {(call: () => Promise<number>) => Promise<number>} Limiter
 * @type {Record<string, (setting: Setting) => Limiter>}
 */
export const limiters = {
  'Jenji Kit': ({ scale, baseUrl, folder }) => {
    const budget = createBudget({ limits, windows: windowsAt(scale), key: { baseUrl, user: 'bench' }, folder });
    return async (call) => {
      const slot = await budget.acquire();
      const status = await call();
      if (status === 429) slot.refused();
      else slot.settle();
      return status;
    };
  },
  bottleneck: ({ scale }) => {
    const windows = windowsAt(scale);
    const reservoir = (/** @type {number} */ amount, /** @type {number} */ interval) =>
      new Bottleneck({ reservoir: amount, reservoirRefreshAmount: amount, reservoirRefreshInterval: interval });
    // The minute before the second: the other way round, everyone who waits for the minute leaves at once when it begins.
    const minute = reservoir(limits.perMinute, windows.minute);
    minute.chain(reservoir(limits.perSecond, windows.second));
    return (call) => minute.schedule(call);
  },
  'p-throttle': ({ scale }) => {
    const windows = windowsAt(scale);
    const run = (/** @type {() => Promise<number>} */ call) => call();
    const second = pThrottle({ limit: limits.perSecond, interval: windows.second, strict: true })(run);
    return pThrottle({ limit: limits.perMinute, interval: windows.minute, strict: true })(second);
  },
};
