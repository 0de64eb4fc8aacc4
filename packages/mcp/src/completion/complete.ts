import { type CompleteRequestParams, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { offeredPrompts } from '../prompts/catalog.ts';
import { isMistake } from '../registry/error-text.ts';
import { offeredResources } from '../resources/catalog.ts';
import { variableNames } from '../resources/resource-uri.ts';
import type { Offer } from '../server/offer.ts';
import type { SharedContext } from '../server/shared-context.ts';
import { type Completed, completers, isCompleted } from './completers.ts';
import { Glance } from './glance.ts';
import { type Found, nothing } from './matches.ts';

/** What nobody types. */
const longestTyped = 300;

/**
 * The values that fit what has been typed, the best first. Nothing where they are not known and would cost more than one
 * request of small priority: a menu is no reason to make anybody wait.
 *
 * @throws ProtocolError when there is no such template, prompt, or argument.
 */
export async function complete(
  { ref, argument, context }: CompleteRequestParams,
  offer: Offer,
  shared: SharedContext,
): Promise<{ values: string[]; total: number; hasMore: boolean }> {
  const kind =
    ref.type === 'ref/resource'
      ? variableKind(ref.uri, argument.name, shared)
      : argumentKind(ref.name, argument.name, offer);
  const { values, total } = await valuesOf(kind, argument.value, context?.arguments ?? {}, shared);
  return { values, total, hasMore: total > values.length };
}

async function valuesOf(
  kind: Completed | undefined,
  typed: string,
  given: Readonly<Record<string, string>>,
  shared: SharedContext,
): Promise<Found> {
  if (kind === undefined || typed.length > longestTyped) return nothing;
  try {
    return await completers[kind](typed, new Glance(shared, given.organization));
  } catch (error) {
    if (isMistake(error)) shared.onMistake(`completion of ${kind}`, error);
    return nothing;
  }
}

function variableKind(uri: string, name: string, { settings }: SharedContext): Completed | undefined {
  const offered = offeredResources(settings);
  const names = offered.find((resource) => resource.uri === uri) && variableNames(uri);
  if (!names)
    throw unknown('ref.uri', 'is no resource of this server', 'resources/templates/list gives those there are');
  if (!names.includes(name)) {
    throw unknown('argument.name', 'is no variable of this template', names.join(', ') || 'it has none');
  }
  return isCompleted(name) ? name : undefined;
}

function argumentKind(prompt: string, name: string, offer: Offer): Completed | undefined {
  const found = offeredPrompts(offer).find((each) => each.name === prompt);
  if (!found) throw unknown('ref.name', 'is no prompt of this server', 'prompts/list gives those there are');
  const argument = Object.hasOwn(found.arguments, name) ? found.arguments[name] : undefined;
  if (!argument) {
    throw unknown('argument.name', 'is no argument of this prompt', Object.keys(found.arguments).join(', '));
  }
  return isCompleted(argument.kind) ? argument.kind : undefined;
}

function unknown(field: string, rule: string, fix: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `${field}: ${rule} (${fix})`);
}
