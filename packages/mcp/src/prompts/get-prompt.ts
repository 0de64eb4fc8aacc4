import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { memoryOf } from '../directory/memory.ts';
import { NameIndex } from '../directory/name-index.ts';
import { InvalidInput } from '../registry/invalid-input.ts';
import { cleanAroundFences } from '../results/untrusted.ts';
import type { Offer } from '../server/offer.ts';
import type { SharedContext } from '../server/shared-context.ts';
import { mayCall, offeredPrompts } from './catalog.ts';
import { checkedArguments } from './checked-arguments.ts';
import { type Language, languageOf } from './language.ts';
import { dayOf } from './period.ts';

/**
 * A prompt, filled in. Costs no request.
 *
 * @throws ProtocolError that names the field, its rule and the fix.
 */
export async function getPrompt(
  name: string,
  args: Readonly<Record<string, string>>,
  offer: Offer,
  shared: SharedContext,
  now = new Date(),
) {
  const offered = offeredPrompts(offer);
  const prompt = offered.find((each) => each.name === name);
  if (!prompt) {
    const known = offered.map((each) => each.name).join(', ') || 'none, with the toolsets chosen at start';
    throw invalid(`name: is no prompt of this server. There is ${known}.`);
  }
  try {
    const given = checkedArguments(prompt, args);
    const language = languageOf(given.language) ?? (await knownLanguage(given.organization, shared)) ?? 'en';
    const asksFirst = shared.settings.writes === 'confirm';
    const lines = prompt.text[language]({ given, may: mayCall(offer.tools), asksFirst, today: dayOf(now) });
    const text = lines.filter((line) => typeof line === 'string').join('\n');
    return {
      description: prompt.description,
      messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
    };
  } catch (error) {
    if (error instanceof InvalidInput) throw invalid(error.message);
    throw error;
  }
}

/** The language of the organization that is meant, if it has been read before. */
async function knownLanguage(
  wanted: string | undefined,
  { jenji, settings }: SharedContext,
): Promise<Language | undefined> {
  const client = await jenji().catch(() => undefined);
  const known = (client && memoryOf(client).organizations.peek('')) ?? [];
  const reachable = known.filter(({ id }) => settings.organizations?.has(id ?? '') ?? true);
  const [only, ...others] = reachable;
  if (wanted === undefined) return others.length === 0 ? languageOf(only?.masterLanguage) : undefined;
  const index = new NameIndex(
    reachable.map(({ id, name, masterLanguage }) => ({ id: id ?? '', name: name ?? '', masterLanguage })),
  );
  try {
    return languageOf(index.resolve({ field: 'organization', kind: 'organization', value: wanted }).masterLanguage);
  } catch (error) {
    // Whoever carries the prompt out hears of it, with the nearest names.
    if (error instanceof InvalidInput) return undefined;
    throw error;
  }
}

function invalid(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, cleanAroundFences(message));
}
