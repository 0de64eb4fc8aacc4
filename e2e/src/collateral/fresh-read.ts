import { type ChangeRecord, recipeOf } from '@jenji-kit/changes';
import type { JenjiClient } from '@jenji-kit/client';

type Recipe = ReturnType<typeof recipeOf>;
type Item = ChangeRecord['items'][number];

/** The order in which a list is read follows from all of its items. */
const placesOfJenji: ReadonlySet<string> = new Set(['sequence', 'order']);

/** The places that an item of the journal says have changed and that are not as it says, in a fresh read of the same. */
export async function notAsTold(
  jenji: JenjiClient,
  { operation, request, changed = [], unexpected = [] }: Item,
): Promise<unknown[]> {
  const reading: Parameters<Recipe['read']>[0] = {
    // The client checks the arguments of an id that is known only at run time as strictly as of any other.
    call: (id, args) => jenji.callUnknown(id, args) as never,
    stream: (id, args) => jenji.stream(id, args),
  };
  const { path = {}, query, body = {}, clear = [], accept = [] } = request;
  const state = await recipeOf(operation).read(reading, { path, query, body, clear, accept });
  // What was found out later tells also what others have done in between: that is theirs, and may have changed since.
  const ofOthers = new Set(unexpected.map(({ path }) => JSON.stringify(path)));
  return changed
    .filter(({ path }) => !ofOthers.has(JSON.stringify(path)))
    .filter(({ path }) => !placesOfJenji.has(path[0] ?? ''))
    .map((change) => ({ ...change, fresh: valueAt(state, change.path) }))
    .filter(({ after, fresh }) => plainText(after) !== plainText(fresh));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (Object.hasOwn(Object(inner), name) ? Object(inner)[name] : undefined),
    value,
  );
}

/** The same text for the same facts; nothing, however it is written, is nothing. */
function plainText(value: unknown): string {
  return JSON.stringify(plain(value)) ?? '';
}

function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value ?? undefined;
  if (Array.isArray(value)) return value.length > 0 ? value.map((each) => plain(each) ?? null) : undefined;
  const members = Object.entries(value)
    .map(([name, member]) => [name, plain(member)] as const)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}
