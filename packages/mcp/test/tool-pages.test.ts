import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as z from 'zod';
import manifest from '../src/generated/tool-manifest.json' with { type: 'json' };

const folder = fileURLToPath(new URL('../../../docs/tools/', import.meta.url));
const names = manifest.tools.map(({ name }) => name).sort();

test('every tool has a page, and no page is of a tool that is gone', () => {
  expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.md`).sort());
});

test.each(names)('the page of %s shows a call of it, with every argument that has to be given', (name) => {
  const [, block = ''] = /```json\n(.*?)\n```/s.exec(readFileSync(`${folder}${name}.md`, 'utf8')) ?? [];
  const shown = z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }).parse(JSON.parse(block));
  const { inputSchema } = z
    .object({ inputSchema: z.object({ required: z.array(z.string()).optional() }) })
    .parse(manifest.tools.find((tool) => tool.name === name));
  expect(shown.name).toBe(name);
  expect(Object.keys(shown.arguments)).toEqual(expect.arrayContaining(inputSchema.required ?? []));
});
