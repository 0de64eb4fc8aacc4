import { join } from 'node:path';
import { explorer } from './explorer.ts';
import { type Editor, type EditorOptions, startEditor } from './start-editor.ts';

export interface ExplorerOptions extends EditorOptions {
  /** The request budget: `jenji` is that of Jenji. Default: more than any test needs. */
  budget?: 'roomy' | 'jenji';
}

/** A VS Code with Jenji Explorer. */
export interface ExplorerEditor extends Editor {
  /** Where it keeps journal and budget, for other programs to share: `JENJI_STATE_DIR`. */
  stateFolder: string;
}

/** Boots a VS Code with Jenji Explorer as users install it, and what is said besides. */
export async function startExplorer({ budget = 'roomy', ...options }: ExplorerOptions = {}): Promise<ExplorerEditor> {
  const editor = await startEditor({
    ...options,
    // Folders first: once one was installed from a package, VS Code knows only of those that it has a list of.
    extensions: [...(options.extensions ?? []), explorer],
    env: {
      ...(budget === 'roomy' && { JENJI_BUDGET_PER_SECOND: '1000', JENJI_BUDGET_PER_MINUTE: '60000' }),
      ...options.env,
    },
  });
  return { ...editor, stateFolder: join(editor.home, '.local/state/jenji') };
}
