export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  /** What clients must send as bearer token; undefined lets every process of this machine in. */
  readonly token: string | undefined;
  /** Host names, without port, under which clients may reach the server and from which browsers may call it. */
  readonly hostnames: readonly string[];
  /**
   * Which clients of the 2025 revisions get a session. Default `to ask`: those that can ask their user. With `for all`, each
   * of them can also cancel a call, as there that is a request of its own, which has to find the call.
   */
  readonly sessions?: 'to ask' | 'for all';
  /** How the operator adds to `hostnames`: a sentence for whoever was refused for theirs. */
  readonly hostnamesAdvice?: string;
}

/** The host names of this machine for itself, as they stand in a URL. */
export const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
