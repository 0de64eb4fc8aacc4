/** Jenji's two windows on a clock that may run faster, and how many requests fit. */
export const limits = { perSecond: 3, perMinute: 120 };

/** Lengths in milliseconds of the windows that a server with this clock keeps. */
export function windowsAt(/** @type {number} */ scale) {
  return { second: 1000 * scale, minute: 60_000 * scale };
}

/**
 * The least time in milliseconds in which `calls` requests can arrive: three at the start of each second until the
 * minute is used up, then the same a minute later.
 */
export function leastTime(/** @type {number} */ calls, /** @type {{ second: number, minute: number }} */ windows) {
  const last = calls - 1;
  const minutes = Math.floor(last / limits.perMinute);
  const seconds = Math.floor((last % limits.perMinute) / limits.perSecond);
  return minutes * windows.minute + seconds * windows.second;
}
