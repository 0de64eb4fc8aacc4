// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluated, toolLines } from './evaluated.mjs';
import { exampleCalls, exampleDay, exampleExpenses } from './example-calls.mjs';

/**
 * @typedef {import('./example-calls.mjs').Arguments} Arguments
 * @typedef {{ call: Arguments, text: string, sent: readonly string[] }} ExampleAnswer `sent` are the operations that it ran, sorted
 */

/**
 * What each example call is answered with, by a sandbox in which it is always noon of the same day.
 *
 * @param {readonly import('./tool-files.mjs').ToolFile[]} files the tools
 * @returns {Promise<ReadonlyMap<string, ExampleAnswer>>}
 */
export async function exampleAnswers(files) {
  const folder = mkdtempSync(join(tmpdir(), 'jenji-mcp-examples-'));
  const { JENJI_STATE_DIR: before } = process.env;
  // The request budget of the user is none of this.
  process.env.JENJI_STATE_DIR = folder;
  try {
    return await answered(await evaluate(files), folder);
  } finally {
    if (before === undefined) delete process.env.JENJI_STATE_DIR;
    else process.env.JENJI_STATE_DIR = before;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @type {(server: Server, folder: string) => Promise<ReadonlyMap<string, ExampleAnswer>>} */
async function answered(server, folder) {
  const { startSandbox, tools } = server;
  const now = () => new Date(`${exampleDay}T12:00:00Z`);
  const sandbox = await startSandbox({ limits: 'none', expenses: exampleExpenses, today: exampleDay, now });
  try {
    const examples = Object.entries(exampleCalls(sandbox)).filter(([name]) => tools.some((tool) => tool.name === name));
    // Those that carry something out come last: all others find the world as it was made.
    examples.sort(([, a], [, b]) => (a.before?.length ?? 0) - (b.before?.length ?? 0));
    const answers = new Map();
    for (const [name, example] of examples)
      answers.set(name, await answer(server, sandbox, join(folder, name), name, example));
    return answers;
  } finally {
    await sandbox.close();
  }
}

/** @type {(server: Server, sandbox: import('@jenji-kit/sandbox').Sandbox, folder: string, name: string, example: import('./example-calls.mjs').ExampleCall) => Promise<ExampleAnswer>} */
async function answer(
  { createJenjiClient, createChanges, toolCaller, defaultToolsets, tools },
  sandbox,
  folder,
  name,
  example,
) {
  const key = example.key ?? 'organization';
  const type = key === 'organization' ? /** @type {const} */ ('organization') : /** @type {const} */ ('bookkeeper');
  const credentials = { ...keyOf(sandbox, key), type };
  const budget = { perSecond: 1000, perMinute: 60_000 };
  const jenji = createJenjiClient({ baseUrl: sandbox.url, credentials, budget });
  const settings = {
    toolsets: defaultToolsets,
    writes: /** @type {const} */ ('confirm'),
    organizations: undefined,
    allowReset: /** @type {const} */ ('all'),
    budget,
  };
  const changes = createChanges({
    jenji,
    principal: { baseUrl: jenji.baseUrl, user: credentials.user },
    policy: settings,
    folder,
    now: () => Date.parse(`${exampleDay}T12:00:00Z`),
  });
  const shared = { settings, jenji: async () => jenji, changes: async () => changes };
  const call = toolCaller(shared, {
    load: async (tool) => found(tools, tool),
    onMistake: (tool, error) => {
      throw new Error(`The example of ${tool} is a mistake`, { cause: error });
    },
  });
  const context = {
    signal: new AbortController().signal,
    progress: () => {},
    asking: { possible: false, cards: false },
  };
  /** @type {Record<string, string>} */
  const known = {};
  const filled = (/** @type {Arguments} */ given) =>
    JSON.parse(JSON.stringify(given).replace(/\{(token|change_id)\}/g, (_, name) => known[name] ?? ''));
  const made = async (/** @type {string} */ tool, /** @type {Arguments} */ given) => {
    const result = await call(tool, filled(given), context);
    if (!('content' in result)) throw new Error(`The example of ${tool} asks a person.`);
    const [first] = result.content;
    const text = first?.type === 'text' ? first.text : '';
    if (result.isError) throw new Error(`The example of ${tool} is answered with an error: ${text}`);
    for (const name of ['token', 'change_id']) {
      const value = result.structuredContent?.[name];
      if (typeof value === 'string') known[name] = value;
    }
    return text;
  };
  try {
    for (const [tool, given] of example.before ?? []) await made(tool, given);
    const from = sandbox.requests.length;
    const text = await made(name, example.arguments);
    const sent = sandbox.requests.slice(from).map(({ operation }) => operation ?? 'storage');
    sent.sort();
    return { call: example.arguments, text: withoutChance(text), sent };
  } finally {
    await jenji.close();
  }
}

/** @param {import('@jenji-kit/sandbox').Sandbox} sandbox @param {'organization' | 'bookkeeper' | 'masterBookkeeper'} key */
function keyOf({ credentials, world }, key) {
  if (key !== 'masterBookkeeper') return credentials[key];
  return found(
    world.keys.map((each) => ({ ...each, name: each.user })),
    'sandbox-master-bookkeeper',
  );
}

/** @template {{ name: string }} Named @param {readonly Named[]} list @param {string} name @returns {Named} */
function found(list, name) {
  const one = list.find((each) => each.name === name);
  if (one === undefined) throw new Error(`There is no ${name}.`);
  return one;
}

/** What is another at each run: ids and tokens of changes, times of this machine and what holds them, the address of the sandbox. @param {string} text */
function withoutChance(text) {
  return (
    text
      .replace(/(change_id"?:? "?)[0-9a-f]{16}\b/g, '$1{change_id}')
      .replace(/\b[0-9a-f]{16}\b/g, '{change_id}')
      .replace(/[\w-]{40,}(?![\w-])/g, (token) => (/^[\w-]{36}$/.test(token) ? token : '{token}'))
      .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://…')
      .replace(/\bAs of \S+Z/g, 'As of …')
      .replace(/\bcursor "[^"]+"/g, 'cursor "{next_cursor}"')
      // The sandbox lets more through in a second than Jenji does.
      .replace(/(\d+ requests?), about \d+ s\b/g, '$1, about … s')
  );
}

/**
 * @typedef {{
 *   tools: import('../src/registry/define-tool.ts').Tool[],
 *   toolCaller: typeof import('../src/registry/call-tool.ts').toolCaller,
 *   defaultToolsets: typeof import('../src/registry/toolsets.ts').defaultToolsets,
 *   createChanges: typeof import('@jenji-kit/changes').createChanges,
 *   createJenjiClient: typeof import('@jenji-kit/client').createJenjiClient,
 *   startSandbox: typeof import('@jenji-kit/sandbox').startSandbox,
 * }} Server
 */

/** @type {(files: readonly import('./tool-files.mjs').ToolFile[]) => Promise<Server>} */
async function evaluate(files) {
  return await evaluated([
    "export { createChanges } from '@jenji-kit/changes';",
    "export { createJenjiClient } from '@jenji-kit/client';",
    "export { startSandbox } from '@jenji-kit/sandbox';",
    "export { toolCaller } from './src/registry/call-tool.ts';",
    "export { defaultToolsets } from './src/registry/toolsets.ts';",
    ...toolLines(files),
  ]);
}
