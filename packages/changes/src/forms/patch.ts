import type { Loss } from '../recipe.ts';
import { emptiedAgain, type ReadRecord, replaced, restoring, type WrittenFields } from './replacement.ts';

interface Patched {
  /** What to send: the fields set, and an empty text for those cleared. */
  body: Record<string, unknown>;
  /** The record that reading will show. */
  record: Record<string, unknown>;
  losses: Loss[];
}

/** A record after a PATCH that leaves alone what is absent, and in which an empty text clears. */
export function patched(record: ReadRecord, set: ReadRecord, clear: readonly string[]): Patched {
  const whole = replaced(alike([...Object.keys(set), ...clear]), record, set, clear);
  return { ...whole, body: { ...set, ...Object.fromEntries(clear.map((name) => [name, ''])) } };
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
  const { body, clear } = restoring(alike(fields), was, is);
  return { body, ...emptiedAgain(clear, clearable) };
}

/** Fields that are written as they are read. */
function alike(names: readonly string[]): WrittenFields {
  return Object.fromEntries(names.map((name) => [name, {}]));
}
