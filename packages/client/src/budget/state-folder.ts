import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { JenjiError } from '../errors.ts';

/**
 * Where this user's Jenji Kit keeps what must outlive a process: `JENJI_STATE_DIR`, else the platform's custom
 * (`$XDG_STATE_HOME/jenji` or `~/.local/state/jenji`, `~/Library/Application Support/jenji`, `%LOCALAPPDATA%\jenji`).
 * The folder may not exist yet; whoever makes it gives nobody else access (mode 0700).
 *
 * @throws JenjiError when JENJI_STATE_DIR is not an absolute path.
 */
export function stateFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const chosen = env.JENJI_STATE_DIR;
  if (chosen) {
    if (isAbsolute(chosen)) return chosen;
    throw new JenjiError('JENJI_STATE_DIR must be an absolute path, so that all programs find the same folder.');
  }
  const home = (platform === 'win32' ? env.USERPROFILE : env.HOME) || homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'jenji');
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'jenji');
  // The XDG specification says that relative paths are to be ignored.
  const state = env.XDG_STATE_HOME;
  return join(state && isAbsolute(state) ? state : join(home, '.local', 'state'), 'jenji');
}
