/** A request that reached the sandbox. No header and no body is kept, so no secret is. */
export interface LoggedRequest {
  /** Id of the operation; `storage.put` and `storage.get` for links; undefined for what the API does not have. */
  operation?: string;
  method: string;
  /** Decoded path without the query. */
  path: string;
  /** Empty for storage links, whose query is a signature. */
  query: Record<string, string>;
  /** When the rate limit saw it, in milliseconds since 1970 with fractions, by a clock that never goes back. */
  at: number;
  /** Set when the answer is ready; stays undefined where the connection was broken instead. */
  status?: number;
  /** Whether the rate limit refused it. */
  refused: boolean;
}

type Predicate = (request: LoggedRequest) => boolean;

/** All requests in the order of their arrival, and promises of those to come. */
export class RequestLog {
  readonly all: LoggedRequest[] = [];
  readonly #waiting = { arrival: new Set<Waiter>(), answer: new Set<Waiter>() };

  /** The next request that arrives from now on (and fits). */
  nextRequest(predicate: Predicate = () => true): Promise<LoggedRequest> {
    return this.#next('arrival', predicate);
  }

  /** The next request that is answered from now on (and fits): its `status` is set. */
  nextAnswer(predicate: Predicate = () => true): Promise<LoggedRequest> {
    return this.#next('answer', predicate);
  }

  arrived(request: LoggedRequest): void {
    this.all.push(request);
    this.#notify('arrival', request);
  }

  answered(request: LoggedRequest, status: number): void {
    request.status = status;
    this.#notify('answer', request);
  }

  #next(event: 'arrival' | 'answer', predicate: Predicate): Promise<LoggedRequest> {
    return new Promise((resolve) => this.#waiting[event].add({ predicate, resolve }));
  }

  #notify(event: 'arrival' | 'answer', request: LoggedRequest): void {
    for (const waiter of this.#waiting[event]) {
      if (!waiter.predicate(request)) continue;
      this.#waiting[event].delete(waiter);
      waiter.resolve(request);
    }
  }
}

interface Waiter {
  predicate: Predicate;
  resolve: (request: LoggedRequest) => void;
}
