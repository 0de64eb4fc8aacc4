import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of a Chromium: `JENJI_TEST_CHROMIUM`, or where it usually is; undefined where there is none. */
export const chromiumPath: string | undefined = [process.env.JENJI_TEST_CHROMIUM, ...usual].find(
  (path) => path !== undefined && existsSync(path),
);

// On a machine without a browser these tests are left out; where everything has to hold, that must not pass unseen.
if (chromiumPath === undefined && process.env.JENJI_TEST_BROWSER === 'required') {
  throw new Error('There is no Chromium: install it, or say where it is with JENJI_TEST_CHROMIUM.');
}
