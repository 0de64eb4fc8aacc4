import { cacheHint, type Offer } from '@jenji-kit/mcp';
import { isModernEnvelope, isOpeningParams, isPlainObject } from './opening-messages.ts';

/** Revisions with the `initialize` handshake, and the one with an envelope on each request. A test holds both against the SDK. */
export const legacyRevisions = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07'];
export const modernRevision = '2026-07-28';

/**
 * The first messages of a session, answered from data.
 *
 * A host starts every server it knows in order to list its tools, and most are never called. These answers need nothing
 * but the offer, so the SDK with its schemas is not even loaded for them. `answer` takes only messages of exactly the
 * expected form, in an order in which the SDK answers each on its own; for any other it says `handOver`, and the SDK is
 * given the whole session from its first byte. Its answers are byte for byte these: a test compares them.
 */
export function openingOf(offer: Offer) {
  let era: 'legacy' | 'modern' | undefined;

  const modernMeta = { 'io.modelcontextprotocol/serverInfo': offer.identity };

  /** A line of the protocol to answer with, undefined when a message needs no answer, `handOver` when it is not for here. */
  function answer(line: string): string | undefined | typeof handOver {
    const message = parse(line);
    if (message === undefined || message.jsonrpc !== '2.0' || typeof message.method !== 'string') return handOver;
    if (Object.keys(message).some((key) => !messageKeys.has(key))) return handOver;
    const { id, method, params } = message;
    if (id === undefined) return answerNotification(method, params);
    if (typeof id !== 'string' && !Number.isSafeInteger(id)) return handOver;
    const result = isModernEnvelope(params, modernRevision)
      ? modernResult(method, params)
      : legacyResult(method, params);
    return result === undefined ? handOver : `${JSON.stringify({ result, jsonrpc: '2.0', id })}\n`;
  }

  function answerNotification(method: string, params: unknown): undefined | typeof handOver {
    if (method !== 'notifications/initialized' || era !== 'legacy' || !isEmpty(params)) return handOver;
    return undefined;
  }

  function legacyResult(method: string, params: unknown): object | undefined {
    if (method === 'initialize' && era === undefined && isOpeningParams(params)) {
      era = 'legacy';
      const protocolVersion = legacyRevisions.includes(params.protocolVersion)
        ? params.protocolVersion
        : legacyRevisions[0];
      const { capabilities, identity: serverInfo, instructions } = offer;
      return { protocolVersion, capabilities, serverInfo, instructions };
    }
    if (era !== 'legacy' || !isEmpty(params)) return undefined;
    return method === 'ping' ? {} : listOf(method);
  }

  function modernResult(method: string, params: object): object | undefined {
    if (era === 'legacy' || Object.keys(params).length !== 1) return undefined;
    const { capabilities, instructions } = offer;
    const rest = { resultType: 'complete', ...cacheHint, _meta: modernMeta };
    if (method === 'server/discover' && era === undefined) {
      return { supportedVersions: [modernRevision], capabilities, instructions, ...rest };
    }
    const list = listOf(method);
    if (list === undefined) return undefined;
    era = 'modern';
    return { ...list, ...rest };
  }

  /** What a host asks for of every server that it starts. */
  function listOf(method: string): object | undefined {
    const { tools, resources, resourceTemplates, prompts } = offer;
    if (method === 'tools/list') return { tools };
    if (method === 'resources/list') return { resources };
    if (method === 'resources/templates/list') return { resourceTemplates };
    return method === 'prompts/list' ? { prompts } : undefined;
  }

  return { answer };
}

/** The message is not for the opening: the SDK must have it, and all that came before. */
export const handOver = Symbol('hand over');

const messageKeys: ReadonlySet<string> = new Set(['jsonrpc', 'id', 'method', 'params']);

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isPlainObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEmpty(params: unknown): boolean {
  return params === undefined || (isPlainObject(params) && Object.keys(params).length === 0);
}
