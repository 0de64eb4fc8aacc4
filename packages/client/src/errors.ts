/** Facts every error may carry about what became of the request. */
export interface JenjiErrorOptions {
  cause?: unknown;
  ambiguous?: boolean;
  applied?: boolean;
  operation?: string;
  attempts?: number;
}

/** Root of every error this package throws. Messages never hold a secret. */
export class JenjiError extends Error {
  override name = 'JenjiError';
  /**
   * True when a write may have been applied although no answer that can be trusted said so: read the record again
   * before repeating it.
   */
  readonly ambiguous: boolean;
  /** True when the server said that the write succeeded, and only its answer was lost or could not be read. */
  readonly applied: boolean;
  /** Id of the operation that failed, such as `expenses.get`; absent where none was called. */
  readonly operation: string | undefined;
  /** How many times the request was tried; 0 when it never came to that. */
  readonly attempts: number;

  constructor(message: string, options: JenjiErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.applied = options.applied ?? false;
    this.ambiguous = options.ambiguous ?? this.applied;
    this.operation = options.operation;
    this.attempts = options.attempts ?? 0;
  }
}

/** What Jenji says about a failure. Every field but the status may be missing. */
export interface ApiErrorFacts {
  status: number;
  /** Jenji's own code, such as `EXP_033`. */
  errorCode?: string;
  /** Jenji's own words. */
  error?: string;
  /** Path of the request as the server saw it, without the query. */
  path?: string;
  /** Milliseconds since 1970, the server's clock. */
  timestamp?: number;
}

/** The server answered, and the answer was not a success. */
export class ApiError extends JenjiError implements ApiErrorFacts {
  override name = 'ApiError';
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly error: string | undefined;
  readonly path: string | undefined;
  readonly timestamp: number | undefined;

  constructor(message: string, facts: ApiErrorFacts, options: JenjiErrorOptions = {}) {
    super(message, options);
    this.status = facts.status;
    this.errorCode = facts.errorCode;
    this.error = facts.error;
    this.path = facts.path;
    this.timestamp = facts.timestamp;
  }
}

/** 400, and every other 4xx without a class of its own: the request was understood and refused. */
export class BadRequestError extends ApiError {
  override name = 'BadRequestError';
}

/** 401: the key is unknown, wrong, or of the other type. */
export class UnauthorizedError extends ApiError {
  override name = 'UnauthorizedError';
}

/** 403: the key is right and may not do this. */
export class ForbiddenError extends ApiError {
  override name = 'ForbiddenError';
}

/** 404: nothing there, or nothing this key may see. */
export class NotFoundError extends ApiError {
  override name = 'NotFoundError';
}

/** 409 or 412: the record is in a state that does not allow the request. */
export class ConflictError extends ApiError {
  override name = 'ConflictError';
}

/** 429: over the limit of 3 requests a second or 120 a minute. */
export class RateLimitedError extends ApiError {
  override name = 'RateLimitedError';
  /** How long the server asked to wait, in milliseconds; absent when it did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: ApiErrorFacts & { retryAfterMs?: number }, options: JenjiErrorOptions = {}) {
    super(message, facts, options);
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** 5xx: Jenji, or a gateway before it, failed. */
export class ServerError extends ApiError {
  override name = 'ServerError';
}

/** No connection, or one that broke before the answer was complete. */
export class ConnectionError extends JenjiError {
  override name = 'ConnectionError';
}

/** The deadline passed, or a stream fell silent. */
export class TimeoutError extends JenjiError {
  override name = 'TimeoutError';
}

/** The caller's signal, or closing the client, ended the call. */
export class AbortedError extends JenjiError {
  override name = 'AbortedError';
}

/** One thing wrong with an answer. */
export interface ShapeIssue {
  /** Where, such as `data[0].total`; empty for the answer as a whole. */
  path: string;
  message: string;
}

/** The server said success, and what it sent is not what the manual documents. */
export class ResponseShapeError extends JenjiError {
  override name = 'ResponseShapeError';
  readonly issues: readonly ShapeIssue[];

  constructor(message: string, issues: readonly ShapeIssue[], options: JenjiErrorOptions = {}) {
    super(message, options);
    this.issues = issues;
  }
}

/** Jenji's storage refused a receipt, or what came was not what was promised. The message never holds the signed link. */
export class StorageError extends JenjiError {
  override name = 'StorageError';
  /** HTTP status; absent when the transfer failed for another reason. */
  readonly status: number | undefined;
  /** The storage's own code, such as `AccessDenied`. */
  readonly code: string | undefined;

  constructor(message: string, facts: { status?: number; code?: string } = {}, options: JenjiErrorOptions = {}) {
    super(message, options);
    this.status = facts.status;
    this.code = facts.code;
  }
}

/** One thing wrong with the arguments of a call. */
export interface ArgumentIssue {
  /** Where, such as `body.waypoints[2].latitude`. */
  path: string;
  /** The rule that is broken, and how to keep it. */
  message: string;
}

/** The arguments of a call break a rule of the operation; nothing was sent. */
export class InvalidArgumentsError extends JenjiError {
  override name = 'InvalidArgumentsError';
  readonly issues: readonly ArgumentIssue[];

  constructor(issues: readonly ArgumentIssue[], options: JenjiErrorOptions = {}) {
    const of = options.operation ? ` of ${options.operation}` : '';
    const lines = issues.map(({ path, message }) => `\n- ${path ? `${path}: ` : ''}${message}`);
    super(`The arguments${of} are not valid; nothing was sent.${lines.join('')}`, options);
    this.issues = issues;
  }
}
