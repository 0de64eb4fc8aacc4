import { Pool } from 'undici';

/**
 * Requests to the API as plainly as they can be made: undici with connections that stay open, and the JSON parsed.
 *
 * @param {{ url: string, user: string, secret: string }} key
 */
export function bareRequests({ url, user, secret }) {
  const pool = new Pool(url, { connections: 2 });
  const headers = {
    authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
    accept: 'application/json',
  };
  return {
    /** @param {string} path */
    async get(path) {
      const { statusCode, body } = await pool.request({ method: 'GET', path, headers });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${text}`);
      return JSON.parse(text);
    },
    close: () => pool.close(),
  };
}
