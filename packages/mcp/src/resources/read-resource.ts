import { NotFoundError, StorageError } from '@jenji-kit/client';
import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import { answerCap } from '../registry/answer-too-long.ts';
import { errorText, isMistake } from '../registry/error-text.ts';
import { InvalidInput } from '../registry/invalid-input.ts';
import { Refused } from '../registry/refused.ts';
import { fencedValue } from '../results/fenced-value.ts';
import { pageStart } from '../results/page.ts';
import { cleanAroundFences } from '../results/untrusted.ts';
import type { SharedContext } from '../server/shared-context.ts';
import type { Settings } from '../settings/settings.ts';
import { offeredResources } from './catalog.ts';
import type { Contents, Resource } from './define-resource.ts';
import { matchUri, parseUri } from './resource-uri.ts';

/** One item of a `resources/read` result. */
export type ResourceContents =
  | { uri: string; mimeType: string; text: string }
  | { uri: string; mimeType: string; blob: string };

/**
 * Reads a resource by its URI, within the operator's bounds. Whatever people typed in Jenji is fenced.
 *
 * @throws ResourceNotFoundError when there is none for this server to read; ProtocolError (internal) when it cannot be
 * read now or is too long; the reason of `signal` when the client has gone.
 */
export async function readResource(
  uri: string,
  { settings, jenji, changes, onMistake }: SharedContext,
  signal: AbortSignal,
): Promise<ResourceContents> {
  const offered = offeredResources(settings);
  const { resource, variables, cursor } = found(uri, offered);
  try {
    const contents = await resource.read(variables, { settings, jenji, changes, signal, cursor });
    return encoded(uri, contents);
  } catch (error) {
    signal.throwIfAborted();
    if (isMistake(error)) onMistake(`resource ${resource.name}`, error);
    throw protocolError(uri, error, settings);
  }
}

/** The resource that a URI names. @throws ResourceNotFoundError before anything is asked of Jenji. */
function found(uri: string, offered: readonly Resource[]) {
  const parsed = parseUri(uri);
  if ('problem' in parsed) throw notFound(uri, `${parsed.problem} ${whatThereIs(offered)}`);
  const { segments, cursor } = parsed;
  for (const resource of offered) {
    const variables = matchUri(resource.uri, segments);
    if (!variables) continue;
    if (cursor !== undefined) checkCursor(uri, resource, cursor);
    return { resource, variables, cursor };
  }
  throw notFound(uri, `This server has no resource of that form. ${whatThereIs(offered)}`);
}

function checkCursor(uri: string, { uri: template, paged }: Resource, cursor: string): void {
  if (!paged) throw notFound(uri, 'This resource has no pages: leave the cursor out.');
  try {
    pageStart(cursor, template);
  } catch {
    throw notFound(
      uri,
      'The cursor is none that a next_uri of this list held: leave it out to start at the beginning.',
    );
  }
}

function whatThereIs(offered: readonly Resource[]): string {
  return `There is ${offered.map(({ uri }) => uri).join(', ')}; each variable is one percent-encoded segment.`;
}

function encoded(uri: string, contents: Contents): ResourceContents {
  if ('bytes' in contents) {
    return { uri, mimeType: contents.mimeType, blob: Buffer.from(contents.bytes).toString('base64') };
  }
  const value = 'own' in contents ? contents.own : fencedValue(contents.record);
  // One blank to a level: readable, and a third shorter than two for deep records.
  const readable = JSON.stringify(value, null, 1);
  const text = readable.length <= answerCap ? readable : JSON.stringify(value);
  if (text.length > answerCap) throw new ContentsTooLong(text.length);
  return { uri, mimeType: 'application/json', text };
}

/** It was read, and does not fit in one answer. */
class ContentsTooLong extends Refused {
  constructor(characters: number) {
    super(
      `The resource has ${characters} characters; ${answerCap} fit. Read what is wanted of it with a tool that takes filters or fields.`,
    );
  }
}

function protocolError(uri: string, error: unknown, { advice }: Settings): ProtocolError {
  if (error instanceof ContentsTooLong) return internal(error.message);
  if (error instanceof InvalidInput || error instanceof Refused) return notFound(uri, error.message);
  if (error instanceof NotFoundError) {
    return notFound(uri, 'Jenji has no such record, or none with what was asked for. Ids come from tools that search.');
  }
  if (error instanceof StorageError) return internal(`${error.message} Tell the user to open the receipt in Jenji.`);
  return internal(errorText(error, 'read', advice));
}

function notFound(uri: string, message: string): ResourceNotFoundError {
  return new ResourceNotFoundError(uri, cleanAroundFences(message));
}

function internal(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InternalError, message);
}
