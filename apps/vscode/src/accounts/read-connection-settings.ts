import { isAbsolute } from 'node:path';
import type { ConnectionSettings } from './connection-settings.ts';

/**
 * The settings of connections, from what the editor has below `jenji.` and, for what is not set there, the environment
 * variables that all of Jenji Kit goes by. What cannot be used counts as not set: settings are edited by hand.
 */
export function connectionSettingsFrom(
  get: (name: string) => unknown,
  env: Readonly<Record<string, string | undefined>>,
): ConnectionSettings {
  const perSecond = count(get('budget.perSecond')) ?? count(Number(env.JENJI_BUDGET_PER_SECOND));
  const perMinute = count(get('budget.perMinute')) ?? count(Number(env.JENJI_BUDGET_PER_MINUTE));
  const seconds = get('requests.timeoutSeconds');
  const folder = get('stateFolder');
  return {
    budget: { ...(perSecond !== undefined && { perSecond }), ...(perMinute !== undefined && { perMinute }) },
    timeoutMs: typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined,
    writes: get('changes.readOnly') === true ? 'off' : 'confirm',
    allowReset: allowReset(get('changes.allowReset')),
    stateFolder: typeof folder === 'string' && isAbsolute(folder) ? folder : undefined,
  };
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}

/** Only ids: that everything may be destroyed is not for a list that settings synchronize. */
function allowReset(value: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.filter((id) => typeof id === 'string' && id !== '') : []);
}
