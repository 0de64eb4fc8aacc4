import * as z from 'zod';
import { commitThroughGate } from '../../approval/gate.ts';
import { text } from '../../arguments/text.ts';
import { changeOutput } from '../../changes/change-output.ts';
import { defineTool } from '../../registry/define-tool.ts';

export default defineTool({
  name: 'commit_change',
  title: 'Carry out a planned change',
  toolset: 'changes',
  hazard: 'transition',
  description: [
    'Carries out a plan once, after the user agreed to what it shows; refuses where something has changed since.',
    'Costs what the plan says.',
  ],
  input: z.strictObject({
    token: text(300).describe('Of the plan'),
    decision: z.enum(['commit', 'refuse']).default('commit').describe('What the user said'),
    approval: text(200).optional().describe('Only for the card'),
  }),
  output: changeOutput,
  handler: ({ token, decision, approval }, context) => commitThroughGate(context, token, { decision, approval }),
});
