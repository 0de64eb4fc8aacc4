import * as l10n from '@vscode/l10n';
import { clientsKey } from '../../readings/bookkeepers.ts';
import type { Ids } from '../document-address.ts';
import type { DocumentKind } from '../document-kind.ts';
import { isFields } from '../nothing.ts';
import { bodyOf, patch } from '../patch.ts';

const operation = 'bookkeepers.vault.update';

const keyOf = ({ bookkeeperId = '', organizationId = '' }: Ids) =>
  `${clientsKey(bookkeeperId)}/${encodeURIComponent(organizationId)}/vault`;

/** The legal archive of a client’s receipts. One that shows no capacity is disabled. */
export const vaultKind: DocumentKind = {
  name: 'vault',
  key: keyOf,
  reading: ({ jenji, readings }, ids, options) => {
    const { bookkeeperId = '', organizationId = '' } = ids;
    const path = { bookkeeperId, organizationId };
    return readings.get(
      keyOf(ids),
      (signal) => jenji.bookkeepers.vault.get({ path }, { signal, priority: 'click' }),
      options,
    );
  },
  find: (value) => (isFields(value) ? value : undefined),
  title: () => l10n.t('Vault'),
  content({ maxCapacity, ...readOnly }) {
    const isEnabled = typeof maxCapacity === 'number';
    return { editable: { enabled: isEnabled, ...(isEnabled && { capacity: maxCapacity }) }, readOnly };
  },
  editable: () => bodyOf(operation),
  changes({ bookkeeperId = '', organizationId = '' }, before, after) {
    const path = { bookkeeperId, organizationId };
    // Nothing is sized that is disabled, so a capacity left standing says nothing.
    const wanted = after.enabled === false ? { ...after, capacity: before.capacity } : after;
    return patch(before, wanted, { operation, path, fields: Object.keys(bodyOf(operation).shape) });
  },
};
