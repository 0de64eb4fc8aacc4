import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server';
import { answerJson } from './answer-json.ts';
import type { HttpSettings } from './http-settings.ts';

/**
 * Decides whether a request may go on, and answers it if not.
 *
 * Host and Origin are checked first, so that a page in a browser of this machine cannot reach the server by a name that
 * it made point here (DNS rebinding). Then the token, where one is set.
 */
export function admission({ token, hostnames, hostnamesAdvice }: HttpSettings) {
  const names = [...hostnames];
  const expected = token === undefined ? undefined : digest(token);

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const host = validateHostHeader(request.headers.host, names);
    if (!host.ok) {
      const message = ['This host name is not one of this server.', hostnamesAdvice].filter(Boolean).join(' ');
      return refuse(response, 403, message);
    }
    const origin = validateOriginHeader(request.headers.origin, names);
    if (!origin.ok) return refuse(response, 403, 'Pages of this origin may not call this server.');
    if (expected !== undefined && !isBearer(request.headers.authorization, expected)) {
      return refuse(response, 401, 'Send the token of this server as "Authorization: Bearer …".', {
        'www-authenticate': 'Bearer realm="jenji"',
      });
    }
    return true;
  };
}

function isBearer(authorization: string | undefined, expected: Buffer): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  // Digests have one length, so the comparison takes the same time whatever was sent.
  return timingSafeEqual(digest(given), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function refuse(response: ServerResponse, status: number, message: string, headers?: Record<string, string>): false {
  answerJson(response, status, { jsonrpc: '2.0', error: { code: -32_000, message }, id: null }, headers);
  return false;
}
