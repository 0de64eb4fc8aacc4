import * as l10n from '@vscode/l10n';
import type { Subject } from '../tree/tree-node.ts';
import type { DocumentAddress, DocumentKindName, Ids } from './document-address.ts';
import { writableOwners } from './kinds/custom-field.ts';

/** Why there is no document of something, in a sentence for people. */
class NoDocument extends Error {
  override readonly name = 'NoDocument';
}

/** @throws NoDocument for what the API cannot write. */
export function addressOfSubject(subject: Subject, name = ''): DocumentAddress {
  const { accountId, organizationId = '', bookkeeperId = '', id = '', owner = '', listId = '' } = subject;
  const address = (kind: DocumentKindName, ids: Ids): DocumentAddress => ({ accountId, kind, ids, name });
  switch (subject.kind) {
    case 'organization':
    case 'client':
      return address('organization', { organizationId: organizationId || id });
    case 'user':
      return address('user', { organizationId, userId: id });
    case 'group':
      return address('group', { organizationId, groupId: id });
    case 'category':
      return address('category', { organizationId, categoryId: id });
    case 'paymentMethod':
      return address('paymentMethod', { organizationId, paymentMethodId: id });
    case 'allowanceTemplate':
      return address('allowanceTemplate', { organizationId, templateId: id });
    case 'warningRule':
      return address('warningRule', { organizationId, ruleId: id });
    case 'communication':
      return address('communication', { organizationId, communicationId: id });
    case 'customField':
      if (writableOwners.some((each) => each === owner)) {
        return address('customField', { organizationId, owner, customFieldKey: id });
      }
      throw new NoDocument(
        l10n.t('The API can change custom fields of expenses and of vehicles only. Change this one in Jenji itself.'),
      );
    case 'customOption':
      return address('customOption', { organizationId, listId, optionId: id });
    case 'expense':
      return address('expense', { organizationId, expenseId: id });
    case 'expenseRequest':
      return address('expenseRequest', { organizationId, requestId: id });
    case 'bookkeeper':
      return address('bookkeeper', { bookkeeperId: bookkeeperId || id });
    default:
      throw new NoDocument(l10n.t('There is nothing here that can be edited as JSON.'));
  }
}

/** The vault of a client of a bookkeeper. */
export function vaultOfClient({
  accountId,
  organizationId = '',
  bookkeeperId = '',
  id = '',
}: Subject): DocumentAddress {
  return { accountId, kind: 'vault', ids: { bookkeeperId, organizationId: organizationId || id }, name: '' };
}
