import { until } from '../harness/until.ts';
import type { Workbench } from '../harness/workbench.ts';

/** As VS Code's own "Startup Performance" lists them, in milliseconds. */
export interface ActivationTimes {
  /** Reading and evaluating the script. */
  load: number;
  /** `activate` until it returns, and from there until what it returned is there. */
  activate: number;
  /** All of it as another extension sees it that asks for it, the way to the window and back included. */
  asked: number;
}

/** Activates extensions in a window that has only just been opened, one after the other, none of which is active yet. */
export async function activationTimes<Name extends string>(
  workbench: Workbench,
  extensions: Readonly<Record<Name, string>>,
): Promise<Record<Name, ActivationTimes>> {
  const asked: Record<string, number> = {};
  for (const id of Object.values<string>(extensions)) {
    asked[id] = await workbench.evaluate(async (vscode, extensionId) => {
      const extension = vscode.extensions.getExtension(extensionId);
      if (!extension || extension.isActive) throw new Error(`${extensionId} is missing, or active before its time`);
      const start = performance.now();
      await extension.activate();
      return performance.now() - start;
    }, id);
  }
  await workbench.runCommand('perfview.show');
  const text = await until('the activation times', async () => {
    const shown = await workbench.evaluate((vscode) =>
      vscode.workspace.textDocuments.map((document) => document.getText()).find((each) => each.includes('Activation')),
    );
    return Object.values<string>(extensions).every((id) => shown?.includes(id)) && shown;
  });
  const times = Object.entries<string>(extensions).map(([name, id]) => {
    const line = text.split('\n').find((each) => each.includes(id)) ?? '';
    // Extension, eager, load, call, finish, event, by.
    const cells = line.split('|').map((cell) => cell.trim());
    const [load, call, finish] = cells.filter((cell) => /^\d+(\.\d+)?$/.test(cell)).map(Number);
    if (load === undefined || call === undefined || finish === undefined) throw new Error(`Not understood: ${line}`);
    return [name, { load, activate: call + finish, asked: asked[id] ?? 0 }];
  });
  return Object.fromEntries(times);
}
