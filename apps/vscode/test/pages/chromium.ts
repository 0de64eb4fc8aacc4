import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of a Chromium: `JENJI_TEST_CHROMIUM`, or where it usually is; undefined where there is none. */
const chromiumPath: string | undefined = [process.env.JENJI_TEST_CHROMIUM, ...usual].find(
  (path) => path !== undefined && existsSync(path),
);

/** Whether tests of pages have to be left out here. Where everything has to hold, that must not pass unseen. */
export const withoutBrowser = chromiumPath === undefined;
if (withoutBrowser) {
  if (process.env.JENJI_TEST_BROWSER === 'required') {
    throw new Error('There is no Chromium: install it, or say where it is with JENJI_TEST_CHROMIUM.');
  }
  console.warn('There is no Chromium, so the pages are not tested. JENJI_TEST_CHROMIUM may say where one is.');
}

export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}
