import {
  CLIENT_CAPABILITIES_META_KEY,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Asking, PersonsAnswer, Question } from './question.ts';

/** Under which key the one form of a round goes out and comes back. */
const key = 'approval';

/** The extension of the protocol by which hosts show cards. */
const cardsExtension = 'io.modelcontextprotocol/ui';

/** Whom a call can ask, in the era its client speaks: 2025 asks meanwhile, 2026-07-28 calls again. */
export function askingOf(server: Server, { mcpReq }: ServerContext): Asking {
  const { envelope } = mcpReq;
  // An envelope comes from the client, and the SDK gives it no type.
  const declared = envelope ? member(envelope, CLIENT_CAPABILITIES_META_KEY) : server.getClientCapabilities();
  return { ...waysToAsk(declared), answer: answerIn(mcpReq) };
}

/** How the person in front of a client can be reached, by what the client says that it can do. */
export function waysToAsk(capabilities: unknown): Pick<Asking, 'possible' | 'cards'> {
  const cards = member(member(capabilities, 'extensions'), cardsExtension) !== undefined;
  return { possible: showsForms(member(capabilities, 'elicitation')), cards };
}

/** The question as the protocol carries it. */
export function asInputRequired({ message, fields, state }: Question): InputRequiredResult {
  const requestedSchema = { type: 'object' as const, properties: { ...fields }, required: Object.keys(fields) };
  return inputRequired({
    inputRequests: { [key]: inputRequired.elicit({ message, requestedSchema }) },
    requestState: state,
  });
}

/** A client that names no mode of elicitation shows forms; one that names only others does not. */
function showsForms(elicitation: unknown): boolean {
  if (typeof elicitation !== 'object' || elicitation === null) return false;
  return member(elicitation, 'form') !== undefined || member(elicitation, 'url') === undefined;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function answerIn({ inputResponses, requestState }: ServerContext['mcpReq']): PersonsAnswer | undefined {
  const state = requestState();
  if (typeof state !== 'string') return undefined;
  const response = inputResponse(inputResponses, key);
  if (response.kind !== 'elicit') return { state, action: 'unreadable', content: {} };
  return { state, action: response.action, content: response.content ?? {} };
}
