import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Environment } from '../settings/read-settings.ts';
import type { Finding } from './check.ts';

const patienceMs = 10_000;

/** Whether a name leads to the server, it takes connections, and it proves who it is. Sends no request. */
export async function checkNetwork(baseUrl: URL, environment: Environment): Promise<Finding> {
  // An IPv6 address stands in brackets in a URL.
  const host = baseUrl.hostname.replace(/^\[|\]$/g, '');
  const isSecure = baseUrl.protocol === 'https:';
  const port = Number(baseUrl.port || (isSecure ? 443 : 80));
  try {
    await lookup(host);
  } catch (error) {
    return {
      status: 'failed',
      detail: `The host name ${host} cannot be looked up (${codeOf(error)}).`,
      fix: `Check the network of this machine, and JENJI_BASE_URL if you set it.${proxyHint(environment)}`,
    };
  }
  try {
    const secured = await connected(host, port, isSecure);
    return { status: 'ok', detail: `${host} port ${port} takes connections${secured}` };
  } catch (error) {
    const code = codeOf(error);
    return {
      status: 'failed',
      detail: `No connection to ${host} port ${port} (${code}).`,
      fix: fixFor(code, environment),
    };
  }
}

/** Connects and hangs up. Gives what TLS was agreed on, as an addition to a sentence. */
function connected(host: string, port: number, isSecure: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: Socket = isSecure
      ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) })
      : connectTcp({ host, port });
    socket.setTimeout(patienceMs, () => socket.destroy(Object.assign(new Error('Timeout'), { code: 'ETIMEDOUT' })));
    socket.once('error', reject);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      resolve(socket instanceof TLSSocket ? `, ${socket.getProtocol()}, certificate trusted` : '');
      socket.destroy();
    });
  });
}

function fixFor(code: string, environment: Environment): string {
  if (/^CERT_(NOT_YET_VALID|HAS_EXPIRED)$/.test(code)) {
    return 'Check the date and time of this machine: the certificate of the server is for another time.';
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO|ISSUER/.test(code)) {
    return 'If your network has a certificate authority of its own, name its file in NODE_EXTRA_CA_CERTS.';
  }
  if (/SSL|TLS/.test(code)) return 'Something that is not HTTPS answers there: check JENJI_BASE_URL.';
  if (code === 'ECONNREFUSED') return 'Nothing listens there: check JENJI_BASE_URL, and that the server runs.';
  return `Check the network and the firewall of this machine.${proxyHint(environment)}`;
}

/** People behind a proxy often think that setting these variables is enough. */
function proxyHint(environment: Environment): string {
  const named = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];
  const set = named.find((name) => environment[name]);
  return set === undefined
    ? ''
    : ` ${set} is set, and this server does not use it: it connects directly, so the way to Jenji must be open to it.`;
}

function codeOf(error: unknown): string {
  // Connecting to a name with several addresses fails with one error for each.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason';
}
