import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { commands } from '../src/manifest/commands/index.ts';
import { contextKeys } from '../src/manifest/context-keys.ts';

const app = join(import.meta.dirname, '..');
const manifest = z
  .object({
    activationEvents: z.array(z.string()).default([]),
    extensionKind: z.array(z.string()),
    capabilities: z.object({
      untrustedWorkspaces: z.object({ supported: z.boolean() }),
      virtualWorkspaces: z.boolean(),
    }),
    contributes: z.object({
      configuration: z.array(
        z.object({ properties: z.record(z.string(), z.object({ scope: z.string(), default: z.unknown() })) }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')));
const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties));

test('nothing starts the extension before a view, a command or a sign-in needs it', () => {
  expect(manifest.activationEvents.filter((event) => event === '*' || event === 'onStartupFinished')).toEqual([]);
});

test('untrusted and virtual workspaces are supported, and it runs where the person is, else where the workspace is', () => {
  expect(manifest.capabilities).toEqual({ untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
  expect(manifest.extensionKind).toEqual(['ui', 'workspace']);
});

test('a workspace, which may come from anywhere, cannot loosen what may be sent or written', () => {
  const bounds = settings.filter(([name]) => /budget|requests|changes|stateFolder/.test(name));
  expect(bounds.length).toBeGreaterThan(5);
  for (const [name, { scope }] of bounds) expect(['application', 'machine'], name).toContain(scope);
});

const source = readdirSync(join(app, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('manifest'))
  .map((path) => readFileSync(join(app, 'src', path), 'utf8'))
  .join('\n');

test('every setting is read somewhere', () => {
  const unread = settings.map(([name]) => name.replace(/^jenji\./, '')).filter((name) => !source.includes(`${name}'`));
  expect(unread.filter((name) => !source.includes(`'${name.split('.').at(-1)}'`))).toEqual([]);
});

test('every command does something', () => {
  const registered = new Set([...source.matchAll(/registerCommand\(\s*guard,\s*'([^']+)'/g)].map(([, id]) => id));
  expect([...registered].toSorted()).toEqual(Object.keys(commands).toSorted());
});

test('menus, keys, welcome texts and ticks go by what the extension tells the editor', () => {
  const text = readFileSync(join(app, 'package.json'), 'utf8');
  const conditions = [...text.matchAll(/"(?:when|enablement)": "([^"]*)"|"onContext:([^"]*)"/g)];
  const asked = conditions
    .flatMap(([, when, tick]) => (when ?? tick ?? '').split(/&&|\|\|/))
    .flatMap((part) => /^[\s!(]*(jenji\.[\w.]+)/.exec(part)?.[1] ?? []);
  expect([...new Set(asked)].toSorted()).toEqual(contextKeys.toSorted());
});
