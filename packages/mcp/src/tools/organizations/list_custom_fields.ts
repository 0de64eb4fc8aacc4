import { folded } from '@jenji-kit/client/text';
import * as z from 'zod';
import { organization, words } from '../../arguments/text.ts';
import { conditionInWords } from '../../directory/condition-words.ts';
import { fieldOwnerNames } from '../../directory/organization-directory.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart } from '../../results/page.ts';

export default defineTool({
  name: 'list_custom_fields',
  title: 'List custom fields',
  toolset: 'organizations',
  hazard: 'read',
  description: [
    'Lists custom fields: key, label, type, required, when shown, bounds, list.',
    'For the choices of a LIST field: list_custom_field_options. Costs 2 requests, then none for 10 minutes.',
  ],
  input: z.strictObject({
    organization,
    of: z.enum(fieldOwnerNames).optional().describe('Default all'),
    text: words().optional().describe('Words in key or label'),
    ...pageArguments,
  }),
  output: z.object({ fields: z.array(z.looseObject({})).describe('This page'), ...pageFields }),
  async handler({ limit, cursor, ...query }, context) {
    pageStart(cursor, query);
    const reader = await Reader.open(context);
    const { value: directory } = await reader.directory(await reader.organizationId(query.organization));
    const wanted = folded(query.text ?? '').split(' ');
    const fields = fieldOwnerNames
      .filter((of) => query.of === undefined || of === query.of)
      .flatMap((of) =>
        directory.fields[of].items
          .filter(({ id, otherNames = [] }) =>
            wanted.every((word) => folded([id, ...otherNames].join(' ')).includes(word)),
          )
          .map(({ id, name, source }) => ({
            of,
            key: id,
            label: name,
            labels: source.labelsPerLanguage ?? undefined,
            type: source.type ?? undefined,
            required: source.required ?? false,
            shown_when: conditionInWords(source.visibleScopeCondition, directory),
            list_id: source.listId ?? undefined,
            minimum: source.validation?.minimumValue ?? source.minimumValue ?? undefined,
            maximum: source.validation?.maximumValue ?? source.maximumValue ?? undefined,
          })),
      );
    const { items, total, nextCursor } = page(fields, { cursor, size: limit, query });
    const lines = items.map(({ labels: _, ...field }) => `- ${fencedJson(field, 600)}`);
    return {
      structured: { fields: items, total, next_cursor: nextCursor },
      text: [`Custom fields: ${total}`, ...lines, ...nextPageLine(nextCursor)].join('\n'),
    };
  },
});
