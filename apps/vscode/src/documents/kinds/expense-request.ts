import type { Connection } from '../../accounts/connection.ts';
import type { Reading, ReadOptions } from '../../readings/readings.ts';
import { customFieldValues, divided } from '../content.ts';
import type { Ids } from '../document-address.ts';
import type { DocumentKind } from '../document-kind.ts';
import { textOf } from '../labels.ts';
import { isFields, ownValue, saysTheSame } from '../nothing.ts';
import { bodyOf, customFieldsPart, type PartOf, patch } from '../patch.ts';
import { itemIn } from './list-item.ts';

const operation = 'expenseRequests.update';

const keyOf = ({ requestId = '' }: Ids) => `expenseRequests/${encodeURIComponent(requestId)}`;

function read({ jenji, readings }: Connection, ids: Ids, options: ReadOptions): Promise<Reading<unknown>> {
  const { requestId = '' } = ids;
  return readings.get(
    keyOf(ids),
    (signal) => jenji.expenseRequests.get({ path: { requestId } }, { signal, priority: 'click' }),
    options,
  );
}

/** Files by their keys: those that are new or renamed are added, those gone are removed. */
const filesPart: PartOf = (before, after) => {
  const [was, is] = [listOf(before), listOf(after)];
  const add = is.filter((file) => !saysTheSame(itemIn(was, 'file', textOf(file.file)), file));
  const remove = was.flatMap(({ file }) => (typeof file === 'string' && !itemIn(is, 'file', file) ? [file] : []));
  return { set: { ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) } };
};

function listOf(value: unknown) {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export const expenseRequestKind: DocumentKind = {
  name: 'expenseRequest',
  key: keyOf,
  reading: read,
  find: (value) => (isFields(value) ? value : undefined),
  title: ({ label, shortId }) => textOf(label) ?? textOf(shortId) ?? '',
  content: (record) => divided(record, Object.keys(bodyOf(operation).shape), { customFields: customFieldValues }),
  editable: () => bodyOf(operation),
  values: { owner: 'expenseRequest', field: 'customFields' },
  changes: ({ requestId = '' }, before, after) =>
    patch(before, after, {
      operation,
      path: { requestId },
      fields: Object.keys(bodyOf(operation).shape),
      parts: {
        customFields: customFieldsPart,
        // Files in another order are the same files.
        files: (was, is) =>
          ownValue(filesPart(was, is).set, 'add') || ownValue(filesPart(was, is).set, 'remove')
            ? filesPart(was, is)
            : {},
      },
    }),
};
