import * as z from 'zod';
import type { Budget, BudgetLimits } from './budget/budget.ts';
import { createBudget } from './budget/create-budget.ts';
import type { CallOptions, StreamOptions } from './call-options.ts';
import {
  type CallArguments,
  type Endpoint,
  encodePath,
  type ItemOf,
  isOperationId,
  type ListOperationId,
  type OperationId,
  operations,
  parseArguments,
  type ResponseOf,
} from './contract/index.ts';
import { type CredentialCheck, checkCredentials } from './credential-check.ts';
import { type Credentials, Key, type KeyType } from './credentials.ts';
import { type Environment, resolveBaseUrl } from './environment.ts';
import { InvalidArgumentsError, JenjiError } from './errors.ts';
import { type CallParameters, type JenjiMethods, methodsOf } from './methods.ts';
import { type Download, type DownloadOptions, Storage, type UploadOptions } from './storage/storage.ts';
import type { ApiRequest } from './transport/api-request.ts';
import type { Attempt } from './transport/attempt.ts';
import { itemStream } from './transport/item-stream.ts';
import { queryString } from './transport/query-string.ts';
import { parseShape } from './transport/response-shape.ts';
import { defaultRetry } from './transport/retry-policy.ts';
import { type SendOptions, Transport } from './transport/transport.ts';

export interface JenjiClientOptions {
  /** Default `production`. */
  environment?: Environment | undefined;
  /** Instead of `environment`: https, or http on this machine. */
  baseUrl?: string | undefined;
  credentials: Credentials;
  /**
   * Limits that are lower or higher than Jenji's 3 requests a second and 120 a minute, or a budget that others use too;
   * such a budget stays open when the client is closed. By default the budget is shared with every process of this
   * machine that uses the same key.
   */
  budget?: Partial<BudgetLimits> | Budget | undefined;
  /** Milliseconds that a call may take in all; four times as many until a stream begins. Default 30 000. */
  timeoutMs?: number | undefined;
  /** How often a request is sent at most, where repeating it can do no harm. Default 4. */
  maxAttempts?: number | undefined;
  /** Value of the User-Agent header. Default `jenji-kit`. */
  userAgent?: string | undefined;
  /** Bytes that the answer of one call may have, unpacked; `stream` has no such limit. Default 64 MiB. */
  maxResponseBytes?: number | undefined;
  /** For a log: told of each request, repeated ones too, when its answer begins or it has failed. It must not throw. */
  onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/**
 * Jenji's API: all documented operations, by id and by name.
 *
 * Every method may throw InvalidArgumentsError (nothing was sent), an ApiError of the class that fits the status,
 * ConnectionError, TimeoutError, AbortedError and ResponseShapeError. `error.ambiguous` tells of a write that may have
 * been applied.
 */
export interface JenjiClient extends JenjiMethods {
  /** The origin and path that requests go to. */
  readonly baseUrl: string;
  /** The configured type of the key. */
  readonly keyType: KeyType;
  /** The right to send requests; `budget.status()` tells what is left of it. */
  readonly budget: Budget;

  /** Calls an operation. `args` is `{ path, query, body }`; the answer is the JSON body as Jenji sends it. */
  call<Id extends OperationId>(id: Id, ...parameters: CallParameters<Id>): Promise<ResponseOf<Id>>;

  /** `call` for an id and arguments that are known only at run time; both are checked as strictly. */
  callUnknown(id: string, args?: unknown, options?: CallOptions): Promise<unknown>;

  /**
   * The items of a list as they arrive, no faster than they are taken. Only for operations that read. Leaving the loop
   * ends the request.
   */
  stream<Id extends ListOperationId>(
    id: Id,
    args: CallArguments<Id>,
    options?: StreamOptions,
  ): AsyncGenerator<ItemOf<Id>, void, undefined>;

  /** Asks Jenji whether it accepts the key, and finds out when it is one of the other type. One request, or two. */
  verifyCredentials(options?: CallOptions): Promise<CredentialCheck>;

  /**
   * Sends a file to the `uploadUrl` that `receipts.uploadUrl` gave. No credentials go along, and no budget is used.
   *
   * @throws StorageError when the content does not fit its hash or the storage refuses it. Trying again is safe.
   */
  upload(url: string, content: Uint8Array | AsyncIterable<Uint8Array>, options: UploadOptions): Promise<void>;

  /**
   * Fetches a file from the `downloadUrl` that `receipts.downloadUrl` gave. No credentials go along, and no budget is
   * used.
   *
   * @throws StorageError when the storage refuses it or the file is larger than `maxBytes`.
   */
  download(url: string, options?: DownloadOptions): Promise<Download>;

  /** Ends every call under way (AbortedError) and closes the connections, and the budget unless it was given. */
  close(): Promise<void>;
}

const defaultTimeoutMs = 30_000;
/** Until the first item of a list, and without a next one: Jenji takes longer to find many than one. */
const timesLongerForStreams = 4;

/** @throws JenjiError that names the option and the rule it breaks. */
export function createJenjiClient(options: JenjiClientOptions): JenjiClient {
  const baseUrl = resolveBaseUrl(options);
  const key = new Key(options.credentials);
  const timeoutMs = positive('timeoutMs', options.timeoutMs ?? defaultTimeoutMs);
  const retry = {
    ...defaultRetry,
    maxAttempts: positive('maxAttempts', options.maxAttempts ?? defaultRetry.maxAttempts),
  };
  const userAgent = options.userAgent ?? 'jenji-kit';
  if (!/^[\x20-\x7e]+$/.test(userAgent)) throw new JenjiError('userAgent must be printable ASCII text, not empty.');
  const maxResponseBytes = positive('maxResponseBytes', options.maxResponseBytes ?? 64 * 1024 * 1024);
  const given = isBudget(options.budget) ? options.budget : undefined;
  const budget =
    given ??
    createBudget({
      key: { baseUrl, user: options.credentials.user },
      ...(options.budget && !isBudget(options.budget) && { limits: options.budget }),
    });
  const transport = new Transport({
    baseUrl,
    key,
    budget,
    userAgent,
    retry,
    maxResponseBytes,
    onAttempt: options.onAttempt,
  });
  const storage = new Storage(retry);

  const sendOptions = (call: CallOptions | undefined, otherwise: number): SendOptions => ({
    signal: call?.signal,
    priority: call?.priority ?? 'call',
    timeoutMs: call?.timeoutMs ?? otherwise,
  });

  async function call(id: string, args: unknown, callOptions?: CallOptions): Promise<unknown> {
    const [known, operation] = operationOf(id);
    const request = requestOf(known, operation, args);
    const reply = await transport.send(request, sendOptions(callOptions, timeoutMs));
    return parseShape(operation.response, reply.json(), [], request, reply.progress);
  }

  async function* stream(
    id: string,
    args: unknown,
    streamOptions: StreamOptions = {},
  ): AsyncGenerator<unknown, void, undefined> {
    const [known, operation] = operationOf(id);
    const item = itemSchema(operation);
    if (!item || operation.hazard !== 'read') {
      throw new JenjiError(`${id} cannot be streamed: it is not an operation that reads a list. Use call.`);
    }
    const request = requestOf(known, operation, args);
    const batches = transport.open(
      request,
      sendOptions(streamOptions, timesLongerForStreams * timeoutMs),
      (answer, progress, patience) => itemStream(request, item, streamOptions.maxItemBytes, answer, progress, patience),
    );
    for await (const items of batches) {
      for (const one of items) yield one;
    }
  }

  return {
    ...methodsOf(call),
    baseUrl: baseUrl.href,
    keyType: key.type,
    budget,
    // What the schema of an operation reads is what its types say.
    call: call as JenjiClient['call'],
    callUnknown: call,
    stream: stream as JenjiClient['stream'],
    verifyCredentials: (callOptions) => checkCredentials(transport, key.type, sendOptions(callOptions, timeoutMs)),
    upload: (url, content, uploadOptions) => storage.upload(url, content, uploadOptions),
    download: (url, downloadOptions) => storage.download(url, downloadOptions),
    close: async () => {
      await Promise.all([transport.close(), storage.close()]);
      if (!given) await budget.close();
    },
  };
}

/** @throws InvalidArgumentsError when there is no such operation. */
function operationOf(id: string): [OperationId, Endpoint] {
  if (isOperationId(id)) return [id, operations[id]];
  throw new InvalidArgumentsError([{ path: 'operation', message: 'is none of the documented operations' }]);
}

/** @throws InvalidArgumentsError before anything is sent. */
function requestOf(id: OperationId, operation: Endpoint, args: unknown): ApiRequest {
  const { path, query, body } = parseArguments(id, args ?? {});
  return {
    operation: id,
    method: operation.method,
    target: encodePath(operation, path) + queryString(query),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    hazard: operation.hazard,
    ...(createsAnew(operation, body) && { createsAnew: true }),
  };
}

function createsAnew({ createsWithout }: Endpoint, body: unknown): boolean {
  if (createsWithout === undefined || !Array.isArray(body)) return false;
  return body.some((item: unknown) => Object(item)[createsWithout] == null);
}

/** The schema of an item, where the answer is a list. */
function itemSchema({ response }: Endpoint): z.ZodType | undefined {
  const data: unknown = response instanceof z.ZodObject ? response.shape.data : undefined;
  return data instanceof z.ZodArray && data.element instanceof z.ZodType ? data.element : undefined;
}

function isBudget(budget: Partial<BudgetLimits> | Budget | undefined): budget is Budget {
  return budget !== undefined && 'acquire' in budget;
}

function positive(name: string, value: number): number {
  if (value > 0) return value;
  throw new JenjiError(`${name} must be a number above 0.`);
}
