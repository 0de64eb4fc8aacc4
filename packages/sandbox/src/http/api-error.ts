/**
 * Codes of the refusals. Only `EXP_033` is documented; the others are the sandbox's own words, since the manual lists
 * none and says that there are some.
 */
export type ErrorCode =
  | 'EXP_033'
  | 'BAD_REQUEST'
  | 'INVALID_JSON'
  | 'INVALID_FIELD'
  | 'UNKNOWN_REFERENCE'
  | 'ALREADY_EXISTS'
  | 'INVALID_STATE'
  | 'ACTION_NOT_POSSIBLE'
  | 'STOPPED_BY_WARNING'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'ACTION_NOT_ALLOWED'
  | 'USER_BLOCKED'
  | 'ORGANIZATION_BLOCKED'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'RATE_LIMITED'
  | 'INTERNAL_ERROR';

/** A refusal that becomes the documented error body `{timestamp, error, path, errorCode, status}`. */
export class ApiError extends Error {
  readonly status: number;
  readonly errorCode: ErrorCode;
  readonly headers: Record<string, string>;

  constructor(status: number, errorCode: ErrorCode, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.headers = headers;
  }
}

export const badRequest = (message: string, errorCode: ErrorCode = 'BAD_REQUEST') =>
  new ApiError(400, errorCode, message);

/** A value of the request that breaks a rule; names the field. */
export const invalidField = (field: string, rule: string) =>
  new ApiError(400, 'INVALID_FIELD', `Field "${field}": ${rule}`);

/** An id in the request's body or query that names nothing. */
export const unknownReference = (field: string, id: string) =>
  new ApiError(400, 'UNKNOWN_REFERENCE', `Field "${field}": nothing has the id "${id}"`);

export const forbidden = (message: string, errorCode: ErrorCode = 'FORBIDDEN') => new ApiError(403, errorCode, message);

/** An id in the path that names nothing. */
export const notFound = (what: string, id: string) => new ApiError(404, 'NOT_FOUND', `No ${what} has the id "${id}"`);

/** The error body: `path` has no query, `timestamp` is in milliseconds. */
export function errorResponse(
  status: number,
  errorCode: string,
  error: string,
  path: string,
  timestamp: number,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ timestamp, error, path, errorCode, status }, { status, headers });
}
