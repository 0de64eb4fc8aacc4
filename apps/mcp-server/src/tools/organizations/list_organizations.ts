import { z } from 'zod';
import { defineTool } from '../../registry/define-tool.ts';
import { present } from '../../results/present.ts';
import { typedText } from '../../results/typed-text.ts';
import { untrusted } from '../../results/untrusted.ts';

export default defineTool({
  name: 'list_organizations',
  title: 'List organizations',
  toolset: 'organizations',
  hazard: 'read',
  description: [
    'Lists the organizations (companies) that the configured key can see, with their id, name, currency and country.',
    'Start here when the organization id is not known.',
  ],
  input: z.strictObject({}),
  output: z.object({
    organizations: z.array(
      z.object({
        id: z.string(),
        name: typedText('Name').optional(),
        currency: z.string().optional().describe('ISO 4217 code of the currency that amounts are converted to'),
        country: z.string().optional(),
      }),
    ),
  }),
  async handler(_input, { jenji, settings, signal }) {
    const { data } = await (await jenji()).call('organizations.list', {}, { signal });
    const organizations = data.flatMap(({ id, name, masterCurrency, masterCountry }) =>
      id && (settings.organizations?.has(id) ?? true)
        ? [{ id, ...present({ name, currency: masterCurrency, country: masterCountry }) }]
        : [],
    );
    const lines = organizations.map(({ id, name, currency }) =>
      `- ${id} ${untrusted(name)} ${currency ?? ''}`.trimEnd(),
    );
    return {
      structured: { organizations },
      text: `Organizations that the key sees: ${lines.length}\n${lines.join('\n')}`,
    };
  },
});
