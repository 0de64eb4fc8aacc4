// A tour of the product against the sandbox: starts the server as a user would, connects a real MCP client over HTTP,
// does the main job, then prints how to connect and keeps serving. `--exit` ends after the tour.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs, styleText } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const usage = `Usage: npm start -- [--exit] [--port N]

  --exit     end after the tour instead of serving on
  --port N   port of the MCP server (default 3845, or a free one if that is taken)
  --help     show this`;

const bundle = fileURLToPath(new URL('../dist/jenji-mcp.js', import.meta.url));
const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const style = (format, text) => (colours ? styleText(format, text) : text);
const print = (text = '') => process.stdout.write(`${text}\n`);
const indented = (text) => text.replace(/^/gm, '   ');
const longestLine = 180;

let stopping;
const options = readOptions();
const server = await startServer(options.port ?? (await portOrAny(3845)));
process.on('SIGINT', () => void stop(130));
process.on('SIGTERM', () => void stop(143));

try {
  await tour();
} catch (error) {
  process.stderr.write(`\nThe tour stopped: ${error instanceof Error ? error.message : String(error)}\n`);
  await stop(1);
}
if (options.exit) await stop(0);
howToConnect();

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { exit: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      print(usage);
      process.exit(0);
    }
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
      throw new Error(`--port must be a whole number from 0 to 65535, not "${values.port}".`);
    }
    return { exit: values.exit ?? false, port };
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}\n`);
    process.exit(2);
  }
}

/** The usual port, so that configuration can be copied; any other when someone has it. */
function portOrAny(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}

async function startServer(port) {
  const child = spawn(process.execPath, [bundle, 'http', '--sandbox', '--port', String(port)], {
    stdio: ['ignore', 'inherit', 'pipe'],
    // Ctrl-C reaches this process, which then ends the server in good order.
    detached: process.platform !== 'win32',
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let log = '';
  const url = await new Promise((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      log += chunk;
      const found = /Listening on (\S+)/.exec(log)?.[1];
      if (found) resolve(new URL(found));
    });
    exited.then((code) => reject(new Error(`The MCP server ended with code ${code}.\n${log}`)));
  }).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  exited.then((code) => {
    if (stopping) return;
    process.stderr.write(`The MCP server ended by itself with code ${code}.\n${log}`);
    process.exit(1);
  });
  return { url, child, exited };
}

function stop(code) {
  stopping ??= (async () => {
    server.child.kill('SIGTERM');
    await server.exited;
    process.exit(code);
  })();
  return stopping;
}

async function tour() {
  print(`\n${style('bold', 'Jenji Kit')}: a tour with made-up data. Nothing leaves this machine.`);

  const client = new Client({ name: 'jenji-kit-tour', version: '0.1.0' }, { capabilities: { elicitation: {} } });
  // In an assistant this form is shown to you, and nothing happens before you answer it.
  client.setRequestHandler('elicitation/create', ({ params }) => {
    print(indented(`${style('magenta', '? The person is asked:')}\n${shortened(params.message)}`));
    print(indented(style('magenta', '? … and approves.')));
    return { action: 'accept', content: { approve: true } };
  });
  await client.connect(new StreamableHTTPClientTransport(server.url));
  const { name, version } = client.getServerVersion();
  const { tools } = await client.listTools();
  chapter(1, `A real MCP client connects to ${name} ${version} at ${server.url}`);
  print(indented(`${tools.length} tools: ${tools.map((tool) => tool.name).join(', ')}`));

  chapter(2, 'Which organizations can this key see?');
  await call(client, 'list_organizations', {});

  const { start, end, month } = lastMonth();
  chapter(3, `What did Sales spend on meals in ${month}?`);
  await call(client, 'search_expenses', { groups: ['Sales'], categories: ['meals'], start, end, limit: 3 });

  chapter(4, 'What waits for approval, largest first?');
  const waiting = await call(client, 'search_expenses', {
    states: ['WAITING_FOR_VALIDATION'],
    sort: 'largest',
    limit: 3,
  });
  const [first] = waiting.expenses;
  if (!first) throw new Error('No expense waits in the sandbox.');

  chapter(5, 'Look at the first one: the details, the warnings, what can be done with it');
  const { expense, actions } = await call(client, 'get_expense', { expense: first.id });
  const [action] = actions;
  if (!action) throw new Error(`No action is possible on expense ${first.id}.`);

  chapter(6, `Plan the workflow action "${action}" on it: what would change is shown, nothing is sent`);
  const decision = { expenses: [first.id], action, expected_state: expense.state, comment: 'Checked on the tour' };
  const { token } = await call(client, 'run_expense_action', { ...decision, preview: true });

  chapter(7, 'Carry the plan out: a person is asked first, and what changed is read back');
  const { change_id: change } = await call(client, 'commit_change', { token });

  chapter(8, 'An assistant that acts on what it saw before is stopped: the state has moved on');
  await call(client, 'run_expense_action', decision);

  chapter(9, 'Turn it back: Jenji does not say which action leads back, so the possible ones are named');
  const { message } = await call(client, 'undo_change', { change_id: change });
  const back = /possible now: ([\w-]+)/i.exec(message)?.[1];
  if (!back) throw new Error('No action leads back.');
  await call(client, 'undo_change', { change_id: change, action: back });
  await client.close();
}

function chapter(number, title) {
  print(`\n${style('bold', `${number}. ${title}`)}`);
}

/** Calls a tool, shows what a model reads (long lines cut), and gives what a program gets. */
async function call(client, name, input) {
  print(indented(style('cyan', `→ ${name} ${JSON.stringify(input)}`)));
  const result = await client.callTool({ name, arguments: input });
  const text = result.content.map((part) => part.text ?? '').join('\n');
  print(indented(result.isError ? style('yellow', shortened(text)) : shortened(text)));
  return { ...result.structuredContent, message: text };
}

function shortened(text) {
  return text.replace(/^.*$/gm, (line) => (line.length > longestLine ? `${line.slice(0, longestLine)} …` : line));
}

/** The last whole month before today, as the first and last day, and its name. */
function lastMonth() {
  const now = new Date();
  const first = new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 1));
  const last = new Date(Date.UTC(now.getFullYear(), now.getMonth(), 0));
  const day = (date) => date.toISOString().slice(0, 10);
  const month = first.toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return { start: day(first), end: day(last), month };
}

function howToConnect() {
  const url = server.url.href;
  const stdio = JSON.stringify({ command: 'node', args: [bundle, '--sandbox'] }, null, 2);
  print(`
${style('bold', 'Connect your own assistant')} to this server (${url}):

   VS Code       code --add-mcp '{"name":"jenji","type":"http","url":"${url}"}'
   Claude Code   claude mcp add --transport http jenji ${url}
   Cursor        in ~/.cursor/mcp.json: {"mcpServers":{"jenji":{"url":"${url}"}}}

Or let it start the server itself, as in Claude Desktop, under "mcpServers" → "jenji":

${indented(stdio)}

For your own data leave --sandbox out and set JENJI_API_USER and JENJI_API_SECRET (see --help for the rest).
docs/connect.md shows it for each program, ready to copy.
${style('bold', 'Serving until Ctrl-C.')}`);
}
