/**
 * The forms of the messages that open a session. Each accepts less than the protocol does, on purpose: what is refused
 * here is not an error, it is left to the SDK.
 */

export interface OpeningParams {
  protocolVersion: string;
  capabilities: Record<string, unknown>;
  clientInfo: Record<string, unknown>;
}

/** Parameters of `initialize`. */
export function isOpeningParams(params: unknown): params is OpeningParams {
  return (
    isPlainObject(params) &&
    hasOnly(params, ['protocolVersion', 'capabilities', 'clientInfo']) &&
    typeof params.protocolVersion === 'string' &&
    isClientCapabilities(params.capabilities) &&
    isClientInfo(params.clientInfo)
  );
}

/** Parameters that carry the envelope of a revision without handshake, in its usual form. */
export function isModernEnvelope(params: unknown, revision: string): params is { _meta: Record<string, unknown> } {
  if (!isPlainObject(params) || !isPlainObject(params._meta)) return false;
  const meta = params._meta;
  return (
    hasOnly(meta, [versionKey, clientInfoKey, capabilitiesKey]) &&
    meta[versionKey] === revision &&
    isClientCapabilities(meta[capabilitiesKey]) &&
    (meta[clientInfoKey] === undefined || isClientInfo(meta[clientInfoKey]))
  );
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const versionKey = 'io.modelcontextprotocol/protocolVersion';
const clientInfoKey = 'io.modelcontextprotocol/clientInfo';
const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';

function isClientInfo(value: unknown): boolean {
  return (
    isPlainObject(value) &&
    typeof value.name === 'string' &&
    typeof value.version === 'string' &&
    hasOnly(value, ['name', 'version', 'title', 'description']) &&
    Object.values(value).every((member) => typeof member === 'string')
  );
}

/** The capabilities that clients declare today, in the forms the SDK accepts. */
function isClientCapabilities(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  return Object.entries(value).every(([name, member]) => isPlainObject(member) && capabilityForms[name]?.(member));
}

const capabilityForms: Readonly<Record<string, (value: Record<string, unknown>) => boolean>> = {
  roots: (value) => hasOnly(value, ['listChanged']) && ['boolean', 'undefined'].includes(typeof value.listChanged),
  sampling: (value) => hasOnly(value, ['context', 'tools']) && Object.values(value).every(isEmptyObject),
  elicitation: (value) => hasOnly(value, ['form', 'url']) && Object.values(value).every(isEmptyObject),
  experimental: (value) => Object.values(value).every(isPlainObject),
  extensions: (value) => Object.values(value).every(isPlainObject),
};

function isEmptyObject(value: unknown): boolean {
  return isPlainObject(value) && Object.keys(value).length === 0;
}

function hasOnly(value: object, keys: readonly string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key));
}
