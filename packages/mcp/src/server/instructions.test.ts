import { describe, expect, test } from 'vitest';
import { type ListedTool, listedTools } from '../registry/tool-listing.ts';
import { type Toolset, toolsetNames, toolsets } from '../registry/toolsets.ts';
import { writesModes } from '../settings/settings.ts';
import { instructionsFor } from './instructions.ts';

/** Each toolset, each two, and all but one or two: whatever is wrong shows in a small choice or in a large one. */
function* choices(): Generator<Toolset[]> {
  for (let bits = 1; bits < 2 ** toolsetNames.length; bits++) {
    const chosen = toolsetNames.filter((_, at) => (bits >> at) % 2 === 1);
    if (Math.min(chosen.length, toolsetNames.length - chosen.length) <= 2) yield chosen;
  }
}

const byHost = { writes: 'confirm', approval: 'host program' } as const;

const tool = (name: string): ListedTool => ({
  name,
  title: name,
  description: name,
  inputSchema: { type: 'object' },
  outputSchema: { type: 'object' },
  annotations: { readOnlyHint: false },
});

describe('instructions', () => {
  test('have under 2,000 characters and speak of what is listed only, whatever the operator chose', () => {
    for (const chosen of choices()) {
      for (const mode of [...writesModes.map((writes) => ({ writes })), byHost]) {
        const choice = { toolsets: chosen, ...mode };
        const tools = listedTools(choice);
        const text = instructionsFor(choice, tools);
        expect(text.length).toBeLessThan(2_000);
        for (const name of toolsetNames) {
          expect(text.includes(`- ${name}: ${toolsets[name]}.`)).toBe(chosen.includes(name));
        }
        for (const name of ['commit_change', 'undo_change', 'list_changes']) {
          if (!tools.some((listed) => listed.name === name)) expect(text).not.toContain(name);
        }
      }
    }
  });

  const all = { toolsets: toolsetNames, writes: 'confirm' } as const;
  const changing = ['update_user', 'commit_change', 'undo_change', 'list_changes'].map(tool);

  test('tell how a change is made where changes are approved', () => {
    const text = instructionsFor(all, changing);
    expect(text.length).toBeLessThan(2_000);
    for (const word of ['plan', 'commit_change only after a yes', 'undo_change', 'list_changes']) {
      expect(text).toContain(word);
    }
  });

  test('have the model ask nobody where the program that hosts the server asks', () => {
    const text = instructionsFor({ ...all, ...byHost }, changing);
    expect(text).toContain('call it without asking them first');
    expect(text).toContain('undo_change');
    expect(text).not.toContain('commit_change');
  });

  test('speak of no plan where changes are made at once, and of no change where none can be made', () => {
    expect(instructionsFor({ ...all, writes: 'auto' }, changing)).not.toContain('commit_change');
    expect(instructionsFor({ ...all, writes: 'auto' }, changing)).toContain('undo_change');
    expect(instructionsFor({ ...all, writes: 'off' }, [])).toContain('read-only');
    expect(instructionsFor(all, [])).not.toMatch(/yes|commit_change|read-only/);
  });
});
