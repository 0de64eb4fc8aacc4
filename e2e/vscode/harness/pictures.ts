import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workbench } from './workbench.ts';

const folder = fileURLToPath(new URL('../../../apps/vscode/media/walkthrough/', import.meta.url));

/**
 * Writes a picture of the window for the walkthrough, where `JENJI_SCREENSHOTS` asks for pictures. They ship with the
 * extension, so they are in WebP, and no larger than a walkthrough shows them on most screens.
 */
export async function walkthroughPicture({ page }: Workbench, name: string): Promise<void> {
  if (!process.env.JENJI_SCREENSHOTS) return;
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 };
  const clip = { x: 0, y: 0, width, height, scale: 0.7 };
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 60, clip });
  await session.detach();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
}
