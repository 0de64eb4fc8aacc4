import * as z from 'zod';
import { throughGate } from '../../approval/gate.ts';
import { recordId } from '../../arguments/record-id.ts';
import { text } from '../../arguments/text.ts';
import { changeOutput } from '../../changes/change-output.ts';
import { defineTool } from '../../registry/define-tool.ts';

export default defineTool({
  name: 'undo_change',
  title: 'Turn a change back',
  toolset: 'changes',
  hazard: 'transition',
  description:
    'Plans and carries out the opposite of a change of this server, where nobody has changed the same since.',
  input: z.strictObject({
    change_id: recordId().describe('See list_changes'),
    action: text().optional().describe('Workflow action that leads back; tells which where needed'),
    preview: z.boolean().default(false).describe('Only plan'),
  }),
  output: changeOutput,
  handler: ({ change_id: id, action, preview }, context) =>
    throughGate(context, { preview }, (changes, attention) => changes.undo(id, { ...attention, action })),
});
