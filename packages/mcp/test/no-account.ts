import { NotConfigured } from '../src/account/not-configured.ts';
import { toolsetNames } from '../src/registry/toolsets.ts';
import type { SharedContext } from '../src/server/shared-context.ts';
import type { Settings } from '../src/settings/settings.ts';

/** What requests share in a server without an account, as most tests of the protocol need no more. */
export function noAccount(settings: Partial<Settings> = {}): SharedContext {
  return {
    settings: {
      toolsets: toolsetNames,
      writes: 'confirm',
      organizations: undefined,
      allowReset: new Set(),
      budget: {},
      ...settings,
    },
    jenji: () => Promise.reject(new NotConfigured()),
    changes: () => Promise.reject(new NotConfigured()),
    onMistake: (where, error) => {
      throw new Error(`A mistake in ${where}`, { cause: error });
    },
  };
}
