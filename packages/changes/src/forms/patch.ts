import { differences } from '../difference.ts';
import type { Loss } from '../recipe.ts';
import { canonicalJson } from '../state.ts';
import type { ReadRecord } from './replacement.ts';

interface Patched {
  /** What to send: the fields set, and an empty text for those cleared. */
  body: Record<string, unknown>;
  /** The record that reading will show. */
  record: Record<string, unknown>;
  losses: Loss[];
}

/** A record after a PATCH that leaves alone what is absent, and in which an empty text clears. */
export function patched(record: ReadRecord, set: ReadRecord, clear: readonly string[]): Patched {
  return {
    body: { ...set, ...Object.fromEntries(clear.map((name) => [name, ''])) },
    record: { ...record, ...set, ...Object.fromEntries(clear.map((name) => [name, undefined])) },
    losses: clear
      .filter((name) => canonicalJson(record[name]) !== '')
      .map((name) => ({ kind: 'cleared', what: `${name} ${JSON.stringify(record[name])}` })),
  };
}

interface PatchedBack {
  body: Record<string, unknown>;
  clear: string[];
  /** What was empty and cannot be emptied again. */
  except: string[];
}

/** What a PATCH has to set and to clear so that the fields are again as they were. */
export function patchedBack(
  fields: readonly string[],
  clearable: readonly string[],
  was: ReadRecord,
  is: ReadRecord,
): PatchedBack {
  const changed = fields.filter((name) => differences(was[name], is[name]).length > 0);
  const emptied = changed.filter((name) => canonicalJson(was[name]) === '');
  return {
    body: Object.fromEntries(changed.filter((name) => !emptied.includes(name)).map((name) => [name, was[name]])),
    clear: emptied.filter((name) => clearable.includes(name)),
    except: emptied
      .filter((name) => !clearable.includes(name))
      .map((name) => `${name} was empty, and the API cannot empty it again.`),
  };
}
