import { errors } from 'undici';

/** The server could not prove who it is. */
const untrusted = /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT)/;

/** Codes that the same request will meet again: a retry would only take time. */
const permanent = /^(ERR_TLS_|ERR_SSL_|UND_ERR_INVALID_ARG|UND_ERR_REQ_)/;

const meanings: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed while sending',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up just now',
  ENETUNREACH: 'the network cannot be reached',
  EHOSTUNREACH: 'the host cannot be reached',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  NOT_HTTP: 'the answer was not valid HTTP',
  UND_ERR_SOCKET: 'the server closed the connection',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too large',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'the content does not have the length that was given',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer was shorter or longer than announced',
};

/**
 * Why a connection failed, in words. Takes the place of the error of the library underneath: those may carry sockets,
 * addresses and raw bytes of the answer.
 */
export class NetworkFailure extends Error {
  override name = 'NetworkFailure';
  readonly code: string;

  constructor(error: unknown) {
    const code = codeOf(error);
    super(`${explain(code)}${code === '' ? '' : ` (${code})`}`);
    this.code = code;
  }

  /** Whether trying again cannot help. */
  get permanent(): boolean {
    return untrusted.test(this.code) || permanent.test(this.code);
  }
}

function codeOf(error: unknown): string {
  // Connecting to a name with several addresses fails with one error for each.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  // Its code is often missing.
  if (error instanceof errors.HTTPParserError) return 'NOT_HTTP';
  if ('code' in error && typeof error.code === 'string' && /^[A-Z0-9_]+$/.test(error.code)) return error.code;
  return codeOf(error.cause);
}

function explain(code: string): string {
  const meaning = meanings[code];
  if (meaning) return meaning;
  if (untrusted.test(code)) {
    return (
      'the certificate of the server is not trusted; if your network has a certificate authority of its own, name its ' +
      'file in NODE_EXTRA_CA_CERTS'
    );
  }
  if (/^ERR_(TLS|SSL)_/.test(code)) return 'the server does not speak TLS as it should';
  return 'the connection failed';
}
