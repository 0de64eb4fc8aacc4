import { spawn } from 'node:child_process';

/**
 * A session over stdio that does nothing but write and read lines, so that a client's own work is not measured.
 *
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 */
export async function stdioSession(args, env) {
  const server = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, ...env },
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  /** @type {Map<number, (message: { result?: any, error?: { message: string } }) => void>} */
  const waiting = new Map();
  let text = '';
  server.stdout.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
    text += chunk;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      const message = JSON.parse(text.slice(0, end));
      text = text.slice(end + 1);
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  let last = 0;
  const send = (/** @type {object} */ message) =>
    server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const request = async (/** @type {string} */ method, /** @type {object} */ params) => {
    const id = ++last;
    const answer = new Promise(
      (/** @type {(message: { result?: any, error?: { message: string } }) => void} */ resolve) =>
        waiting.set(id, resolve),
    );
    send({ id, method, params });
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const clientInfo = { name: 'bench', version: '1' };
  await request('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  send({ method: 'notifications/initialized' });
  return {
    /**
     * The structured part of a tool's answer.
     *
     * @param {string} name
     * @param {object} input
     */
    async call(name, input) {
      const { isError, content, structuredContent } = await request('tools/call', { name, arguments: input });
      if (isError) throw new Error(`${name}: ${content[0]?.text}`);
      return structuredContent;
    },
    async close() {
      server.stdin.end();
      await ended;
    },
  };
}
