import * as z from 'zod';
import { organization, text } from '../../arguments/text.ts';
import { shownValues } from '../../directory/custom-values.ts';
import { Reader } from '../../directory/reader.ts';
import { shownUser } from '../../directory/shown-user.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { idText } from '../../results/id-text.ts';
import { requestCount } from '../../results/page.ts';
import { shortenTexts } from '../../results/shorten-texts.ts';

export default defineTool({
  name: 'get_user',
  title: 'Show a user',
  toolset: 'users',
  hazard: 'read',
  description:
    'Shows one person in full: group, profiles, delegations, vehicles, preferences, custom fields, block. Costs 1 request, first up to 4.',
  input: z.strictObject({ organization, user: text().describe('Name, login or id') }),
  output: z.object({
    user: z.looseObject({}).describe('Its fields'),
    custom_fields: z.array(z.looseObject({})).optional().describe('Those filled'),
    requests: requestCount(),
  }),
  async handler({ organization, user: wanted }, context) {
    const reader = await Reader.open(context);
    const organizationId = await reader.organizationId(organization);
    const { names, userId } = await reader.withNames(organizationId, (each) => ({
      names: each,
      userId: each.people.resolve({ field: 'user', kind: 'user', value: wanted }).id,
    }));
    const user = await reader.call('users.get', { path: { organizationId, userId } });
    const customFields = await shownValues(user.customFields, names.directory.fields.user, organizationId, reader);
    const shown = shortenTexts(shownUser(user, names)) as Record<string, unknown>;
    const parts = { user: shown, ...(customFields.length > 0 && { custom_fields: customFields }) };
    return {
      structured: { ...parts, requests: reader.requests },
      text: `User ${idText(user.id)}${user.blockedAt ? ' (blocked)' : ''}\n${fencedJson(parts)}`,
    };
  },
});
