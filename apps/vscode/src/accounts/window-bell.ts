import { type FSWatcher, mkdirSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Emitter } from '../emitter.ts';

/** Tells the other windows that the accounts have changed: the editor itself does not everywhere. */
export interface WindowBell {
  ring(): void;
  /** Is told when a window rang, this one included. */
  onRing(listener: () => void): { dispose(): void };
  close(): void;
}

const fileName = 'accounts-changed';

/**
 * A file that every window watches. It holds the time at which somebody signed in or out, nothing else. Where files
 * cannot be watched, windows hear of it only when people come back to them.
 */
export function openWindowBell(folder: string): WindowBell {
  const rang = new Emitter();
  let watcher: FSWatcher | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === fileName) rang.fire();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // As where files cannot be watched.
  }
  return {
    ring() {
      try {
        writeFileSync(join(folder, fileName), String(Date.now()));
      } catch {
        // The other windows look when people come back to them.
      }
    },
    onRing: rang.event,
    close: () => watcher?.close(),
  };
}
