import * as z from 'zod';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { idText } from '../../results/id-text.ts';
import { untrusted } from '../../results/untrusted.ts';

export default defineTool({
  name: 'list_organizations',
  title: 'List organizations',
  toolset: 'organizations',
  hazard: 'read',
  description: [
    'Lists the organizations (companies) that the key sees. Other tools take their names, and need none when there is one.',
    'Costs 1 request, then none for 10 minutes.',
  ],
  input: z.strictObject({}),
  output: z.object({
    organizations: z.array(z.looseObject({})).describe('{id, name, currency, country}'),
  }),
  async handler(_input, context) {
    const reader = await Reader.open(context);
    const organizations = (await reader.organizations()).map(({ id, name, masterCurrency, masterCountry }) => ({
      id: id ?? '',
      name: name ?? undefined,
      currency: masterCurrency ?? undefined,
      country: masterCountry ?? undefined,
    }));
    const lines = organizations.map(({ id, name, currency }) =>
      `- ${untrusted(name)} ${idText(id)} ${currency ?? ''}`.trimEnd(),
    );
    return {
      structured: { organizations },
      text:
        lines.length === 0 ? 'The key sees no organization.' : `Organizations: ${lines.length}\n${lines.join('\n')}`,
    };
  },
});
