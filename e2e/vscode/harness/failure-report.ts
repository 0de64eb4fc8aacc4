import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach } from 'vitest';
import type { Editor } from './start-editor.ts';

/**
 * For each test of the file that fails: a picture and the text of every window and the extension hosts' log go into a
 * folder that the failure's message names.
 *
 * @param editor Gives the editor once it runs.
 */
export function reportFailures(editor: () => Editor | undefined): void {
  beforeEach(({ onTestFailed }) => {
    onTestFailed(async ({ task }) => {
      const running = editor();
      if (running === undefined) return;
      const folder = await mkdtemp(join(tmpdir(), 'jenji-vscode-failure-'));
      for (const [index, { page, pageErrors }] of running.windows.entries()) {
        const name = join(folder, `window-${index + 1}`);
        // biome-ignore lint/performance/useDomNodeTextContent: what can be seen is what counts here.
        const text = await page.locator('body').innerText({ timeout: 5_000 }).catch(String);
        await page.screenshot({ path: `${name}.png`, timeout: 10_000 }).catch(() => undefined);
        await writeFile(`${name}.txt`, [text, ...pageErrors].join('\n'));
      }
      await writeFile(join(folder, 'extension-hosts.log'), await running.logs.extensionHosts());
      for (const error of task.result?.errors ?? []) error.message += `\nWhat VS Code showed is in ${folder}`;
    });
  });
}
