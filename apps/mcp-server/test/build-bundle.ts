import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The suite runs what ships, so it is built before, from the sources as they are. */
export default function buildBundle(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
