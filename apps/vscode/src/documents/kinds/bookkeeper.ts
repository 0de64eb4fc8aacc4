import { divided } from '../content.ts';
import type { Ids } from '../document-address.ts';
import type { DocumentKind } from '../document-kind.ts';
import { textOf } from '../labels.ts';
import { isFields } from '../nothing.ts';
import { bodyOf, patch } from '../patch.ts';

const operation = 'bookkeepers.update';

const keyOf = ({ bookkeeperId = '' }: Ids) => `bookkeepers/${encodeURIComponent(bookkeeperId)}`;

/** An accounting company; the API changes its name. */
export const bookkeeperKind: DocumentKind = {
  name: 'bookkeeper',
  key: keyOf,
  reading: ({ jenji, readings }, ids, options) => {
    const { bookkeeperId = '' } = ids;
    return readings.get(
      keyOf(ids),
      (signal) => jenji.bookkeepers.get({ path: { bookkeeperId } }, { signal, priority: 'click' }),
      options,
    );
  },
  find: (value) => (isFields(value) ? value : undefined),
  title: ({ name }) => textOf(name) ?? '',
  content: (record) => divided(record, Object.keys(bodyOf(operation).shape)),
  editable: () => bodyOf(operation),
  changes: ({ bookkeeperId = '' }, before, after) =>
    patch(before, after, { operation, path: { bookkeeperId }, fields: Object.keys(bodyOf(operation).shape) }),
};
