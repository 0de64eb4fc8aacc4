import { Pool } from 'undici';

/**
 * Calls over HTTP with a fixed number in flight: the same bytes again and again over connections that stay open, so that
 * what is measured is the server and not a client's own work on the protocol.
 *
 * @param {{ url: URL, headers: Record<string, string>, body: string, isAnswer: (text: string) => boolean }} call
 * @param {{ inFlight: number, ms: number }} load
 * @returns {Promise<{ calls: number, perSecond: number }>}
 */
export async function underLoad({ url, headers, body, isAnswer }, { inFlight, ms }) {
  const pool = new Pool(url.origin, { connections: inFlight });
  const start = performance.now();
  const end = start + ms;
  let calls = 0;
  const worker = async () => {
    while (performance.now() < end) {
      const response = await pool.request({ method: 'POST', path: url.pathname, headers, body });
      const text = await response.body.text();
      if (response.statusCode !== 200 || !isAnswer(text)) {
        throw new Error(`Answered ${response.statusCode}: ${text.slice(0, 500)}`);
      }
      calls++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - start) / 1000;
  await pool.close();
  return { calls, perSecond: calls / seconds };
}
