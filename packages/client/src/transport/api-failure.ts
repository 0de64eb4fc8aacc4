import { z } from 'zod';
import {
  ApiError,
  type ApiErrorFacts,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  type JenjiErrorOptions,
  NotFoundError,
  RateLimitedError,
  ServerError,
  UnauthorizedError,
} from '../errors.ts';
import type { Answer } from './dispatch.ts';
import { collect, decoded, isWebPage, parseJson, utf8 } from './response-body.ts';
import { retryAfter } from './retry-policy.ts';
import { clean } from './server-text.ts';

/** The documented error body (example `expenses.create#2`). There is no table of it: every field may be missing. */
const errorBody = z.object({
  errorCode: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  path: z.string().optional().catch(undefined),
  timestamp: z.number().optional().catch(undefined),
});

const largestErrorBody = 64 * 1024;

/** What the codes of the manual mean for the one who called. */
const codeAdvice: Record<string, string> = {
  EXP_033:
    'Custom fields that must be filled in are empty: list the expense custom fields of the organization, fill in those ' +
    'that are mandatory, or leave out check-missing-custom-fields.',
};

export interface ApiFailure extends ApiErrorFacts {
  retryAfterMs?: number;
  /** What the answer was, when it was not Jenji's error body. */
  remark?: string;
}

/** Reads what an answer that is no success has to say. Never fails: the status alone is worth an error. */
export async function readApiFailure(answer: Answer, redact: (text: string) => string): Promise<ApiFailure> {
  const { status, headers } = answer;
  const retryAfterMs = retryAfter(headers);
  const failure: ApiFailure = { status, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  let text: string;
  try {
    text = utf8(await collect(decoded(answer), largestErrorBody));
  } catch {
    return { ...failure, remark: 'the rest of the answer could not be read' };
  }
  if (isWebPage(headers)) {
    return { ...failure, remark: 'the answer is a web page: a proxy or gateway answered, not the API' };
  }
  try {
    const body = errorBody.parse(parseJson(text));
    const said = (value: string | undefined) => (value ? clean(redact(value)) : undefined);
    return { ...failure, ...body, errorCode: said(body.errorCode), error: said(body.error), path: said(body.path) };
  } catch {
    const words = clean(redact(text));
    return words === '' ? failure : { ...failure, remark: `the answer says ${JSON.stringify(words)}` };
  }
}

/** The error of a request that the server did not grant. `ending` comes last in its message. */
export function apiError(
  operation: string,
  { remark, ...facts }: ApiFailure,
  ending: string,
  options: JenjiErrorOptions,
): ApiError {
  const said = [facts.errorCode, facts.error && JSON.stringify(facts.error), remark].filter(Boolean).join(', ');
  const [ErrorClass, meaning] = classify(facts.status);
  const advice = (facts.errorCode && codeAdvice[facts.errorCode]) ?? meaning;
  const attempts = (options.attempts ?? 1) > 1 ? ` after ${options.attempts} attempts` : '';
  const message = `${operation}: HTTP ${facts.status}${attempts}${said && ` (${said})`}. ${advice}${ending}`;
  return new ErrorClass(message, facts, options);
}

function classify(status: number): [typeof ApiError, string] {
  if (status >= 500) return [ServerError, 'The server failed; try again later.'];
  switch (status) {
    case 401:
      return [UnauthorizedError, 'The key was refused: check user, secret and key type (organization or bookkeeper).'];
    case 403:
      return [ForbiddenError, 'The key may not do this.'];
    case 404:
      return [NotFoundError, 'There is no such record, or the key may not see it: check the ids.'];
    case 409:
    case 412:
      return [ConflictError, 'The present state of the record does not allow it: read it again.'];
    case 429:
      return [RateLimitedError, 'Too many requests: other software may be using the same key.'];
  }
  if (status >= 400) return [BadRequestError, 'The request was refused: correct its arguments.'];
  return [ApiError, 'A redirect is not followed, because the key would go with it: check the base URL.'];
}
