import type { Hazard, HttpMethod } from '../contract/endpoint.ts';
import type { KeyType } from '../credentials.ts';

/** One request to the API, ready to be sent. */
export interface ApiRequest {
  /** Id of the operation, for messages. */
  operation: string;
  method: HttpMethod;
  /** Path and query below the base URL, percent-encoded. */
  target: string;
  /** JSON text; absent where none is sent. */
  body?: string;
  hazard: Hazard;
  /** It creates something each time it is carried out, whatever its method. */
  createsAnew?: boolean;
  /** The key's form to send; default is the configured one. */
  keyType?: KeyType;
}

/** What an error has to know of a request. */
export type Named = Pick<ApiRequest, 'operation' | 'hazard'>;

export function isWrite(request: Named): boolean {
  return request.hazard !== 'read';
}
