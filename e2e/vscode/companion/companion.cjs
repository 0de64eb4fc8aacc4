/**
 * The test's hand inside the extension host: connects to the test, runs the functions that it sends with `vscode` as
 * their first argument, and sends back what they return. One JSON message a line.
 */
const net = require('node:net');
const vscode = require('vscode');

exports.activate = ({ subscriptions }) => {
  const address = JSON.parse(process.env.JENJI_TEST_COMPANION ?? 'null');
  if (address === null) return;
  const socket = net.connect(address.port, '127.0.0.1');
  const send = (message) => socket.write(`${JSON.stringify(message)}\n`);
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.once('connect', () => send({ token: address.token }));
  let pending = '';
  socket.on('data', (chunk) => {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop();
    for (const line of lines) void run(JSON.parse(line));
  });
  subscriptions.push({ dispose: () => socket.destroy() });

  async function run({ id, source, argument }) {
    try {
      const result = await new Function(`return (${source})`)()(vscode, argument);
      send({ id, result });
    } catch (error) {
      send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
};
