import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files for other programs, readable by this user alone, until what they are of is gone or the window closes. */
export class TemporaryFiles {
  readonly #prefix: string;
  readonly #folders = new Map<string, string>();

  /** @param prefix What the names of their folders begin with. */
  constructor(prefix: string) {
    this.#prefix = join(tmpdir(), prefix);
  }

  /**
   * Writes a file, in a folder of its own, so that two can have one name.
   *
   * @param owner Whose it is, for `keepOnly`.
   * @returns its path.
   */
  async write(owner: string, name: string, bytes: Uint8Array): Promise<string> {
    const folder = this.#folders.get(owner) ?? mkdtempSync(this.#prefix);
    this.#folders.set(owner, folder);
    const path = join(await mkdtemp(join(folder, 'r-')), name);
    await writeFile(path, bytes, { mode: 0o600 });
    return path;
  }

  /** Removes what was written for others than these. At once: a window that closes waits for nothing. */
  keepOnly(owners: readonly string[]): void {
    for (const [owner, folder] of this.#folders) {
      if (owners.includes(owner)) continue;
      this.#folders.delete(owner);
      try {
        rmSync(folder, { recursive: true, force: true });
      } catch {
        // Another program still has it open, where that keeps it from being removed.
      }
    }
  }

  dispose(): void {
    this.keepOnly([]);
  }
}
