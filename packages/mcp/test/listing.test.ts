import type { Hazard } from '@jenji-kit/client/contract';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import manifest from '../src/generated/tool-manifest.json' with { type: 'json' };
import { annotationsFor } from '../src/registry/annotations.ts';
import { defaultToolsets, toolsetNames } from '../src/registry/toolsets.ts';
import { offerOf } from '../src/server/offer.ts';
import { identity } from './identity.ts';
import { schemaProblems } from './schema-problems.ts';

/**
 * Tokens (o200k) that the tools listed by default may take in a model's context: all of it, and the part of names,
 * descriptions and inputs. Raising one is a decision: users pay it in every chat.
 */
const [tokenBudget, inputBudget] = [5_000, 3_000];

const tokensOf = (value: unknown) => encode(JSON.stringify(value)).length;

const byDefault = offerOf({ toolsets: defaultToolsets, writes: 'confirm' }, identity);

describe('what is listed', () => {
  test('is at most 20 tools, within the budget of tokens', () => {
    const rows = byDefault.tools.map(({ name, description, inputSchema, ...rest }) => ({
      name,
      all: tokensOf({ name, description, inputSchema, ...rest }),
      inputs: tokensOf({ name, description, inputSchema }),
    }));
    const all = tokensOf(byDefault.tools);
    const inputs = rows.reduce((sum, row) => sum + row.inputs, 0);
    const line = ({ name, all, inputs }: (typeof rows)[number]) =>
      `${name.padEnd(28)}${String(all).padStart(6)}${String(inputs).padStart(7)}`;
    process.stdout.write(
      [
        'tokens (o200k)                all inputs',
        ...rows.map(line),
        line({ name: 'listed by default', all, inputs }),
        '',
      ].join('\n'),
    );
    expect(byDefault.tools.length).toBeLessThanOrEqual(20);
    expect(all).toBeLessThanOrEqual(tokenBudget);
    expect(inputs).toBeLessThanOrEqual(inputBudget);
  });

  test('leaves out all that writes when writing is off', () => {
    const { tools } = offerOf({ toolsets: toolsetNames, writes: 'off' }, identity);
    expect(tools.filter(({ annotations }) => annotations.readOnlyHint !== true)).toEqual([]);
  });

  test('brings the tools to approve, turn back and list changes with any tool that writes', () => {
    const { tools } = offerOf({ toolsets: ['users'], writes: 'confirm' }, identity);
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['commit_change', 'list_changes', 'undo_change']),
    );
  });

  test('has instructions of under 2,000 characters that speak only of toolsets that are listed', () => {
    for (const toolsets of [defaultToolsets, toolsetNames]) {
      expect(offerOf({ toolsets, writes: 'confirm' }, identity).instructions.length).toBeLessThan(2_000);
    }
    for (const one of toolsetNames) {
      const { instructions } = offerOf({ toolsets: [one], writes: 'off' }, identity);
      for (const other of toolsetNames) expect(instructions.includes(`- ${other}:`)).toBe(other === one);
    }
  });

  test.each(toolsetNames)('speaks of no tool that is not listed when only %s are', (toolset) => {
    const { tools } = offerOf({ toolsets: [toolset], writes: 'off' }, identity);
    const listed = new Set(tools.map(({ name }) => name));
    const words = new Set(JSON.stringify(tools).match(/\w+/g));
    expect(manifest.tools.filter(({ name }) => words.has(name) && !listed.has(name)).map(({ name }) => name)).toEqual(
      [],
    );
  });
});

describe.each(manifest.tools)('$name', (tool) => {
  test('is described as the protocol and its readers need', () => {
    expect(tool.name).toMatch(/^[a-z][a-z0-9_]{2,40}$/);
    expect(tool.title).toMatch(/^[A-Z][^_]{2,39}$/);
    expect(tool.description).toMatch(/^[A-Z][\s\S]*\.$/);
    expect(tool.description.length).toBeGreaterThan(40);
    expect(tool.description.length).toBeLessThanOrEqual(1_000);
    expect(tool.annotations).toEqual(annotationsFor(tool.hazard as Hazard));
    expect(Object.keys(tool.outputSchema.properties)).not.toEqual([]);
  });

  test('is defined as its snapshot says: what a model reads changes only where a reviewer sees it', async () => {
    await expect(`${JSON.stringify(tool, null, 2)}\n`).toMatchFileSnapshot(`definitions/${tool.name}.json`);
  });

  test('has schemas that every host can read', () => {
    expect(schemaProblems(tool.inputSchema)).toEqual([]);
    expect(schemaProblems(tool.outputSchema)).toEqual([]);
    expect(tool.inputSchema.additionalProperties).toBe(false);
  });

  test('gives every argument a type, without which some model providers refuse it', () => {
    const members: object[] = Object.values(tool.inputSchema.properties);
    expect(members.filter((member) => !('type' in member))).toEqual([]);
  });

  test('says what each argument and each part of the answer is, at every depth', () => {
    expect(undescribed(tool.inputSchema)).toEqual([]);
    expect(undescribed(tool.outputSchema)).toEqual([]);
  });
});

/** The properties of a schema, and of those inside, that have no description. */
function undescribed(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, items } = schema as { properties?: Record<string, object>; items?: unknown };
  return [
    ...Object.entries(properties).flatMap(([name, member]) => [
      ...('description' in member ? [] : [`${path}${name}`]),
      ...undescribed(member, `${path}${name}.`),
    ]),
    ...undescribed(items, `${path}[].`),
  ];
}
