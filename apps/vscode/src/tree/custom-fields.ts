import type { CustomField, CustomOption, Organization } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { customOptionsKey, customOptionsOf } from '../readings/custom-options.ts';
import { organizationKey, organizationOf } from '../readings/organization.ts';
import { fieldTypeWord } from '../words/field-type-word.ts';
import { labelOf } from '../words/label-of.ts';
import { shown, tooltip } from '../words/shown.ts';
import { numberText } from './counted.ts';
import { folder } from './folder.ts';
import { rowsOrRanges } from './ranges.ts';
import { inOrder, settingLook } from './setting-look.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** Whose custom fields there are, where they stand in the organization, and whether an operation changes them. */
const owners = [
  { owner: 'expense', member: 'expenseCustomFields', editable: true },
  { owner: 'expenseRequest', member: 'expenseRequestCustomFields', editable: false },
  { owner: 'user', member: 'userCustomFields', editable: false },
  { owner: 'group', member: 'groupCustomFields', editable: false },
  { owner: 'vehicle', member: 'vehicleCustomFields', editable: true },
  { owner: 'advance', member: 'advanceCustomFields', editable: false },
] as const satisfies readonly { owner: string; member: keyof Organization; editable: boolean }[];
type Owner = (typeof owners)[number];

function ownerWord({ owner }: Owner): string {
  switch (owner) {
    case 'expense':
      return l10n.t('Of expenses');
    case 'expenseRequest':
      return l10n.t('Of expense requests');
    case 'user':
      return l10n.t('Of people');
    case 'group':
      return l10n.t('Of groups');
    case 'vehicle':
      return l10n.t('Of vehicles');
    case 'advance':
      return l10n.t('Of advances');
  }
}

/** The fields that the organization added, by what they are of. They come with the organization. */
export function customFieldsNode(where: Where): TreeNode {
  const organizationId = where.organizationId ?? '';
  return folder(where, {
    name: 'customFields',
    label: l10n.t('Custom fields'),
    icon: 'symbol-field',
    reads: [organizationKey(organizationId)],
    children: async (look, node) => {
      const connection = await look.connect(where.account.id);
      const { value, asOf, failure } = await organizationOf(connection, organizationId, look);
      const at = below(where, node);
      return { nodes: owners.map((owner) => fieldsNode(at, owner, value[owner.member] ?? [], look)), asOf, failure };
    },
  });
}

function fieldsNode(
  where: Where,
  owner: Owner,
  fields: readonly CustomField[],
  { language }: Pick<Look, 'language'>,
): TreeNode {
  return folder(where, {
    name: 'fields',
    owner: owner.owner,
    label: ownerWord(owner),
    icon: 'symbol-field',
    description: fields.length > 0 ? numberText(fields.length, language) : l10n.t('none'),
    empty: l10n.t('No custom fields'),
    refreshes: [organizationKey(where.organizationId ?? '')],
    children: async (look, node) => ({
      nodes: inOrder(fields).map((field) => fieldNode(below(where, node), owner, field, look)),
    }),
  });
}

function fieldNode(
  where: Where,
  { owner, editable }: Owner,
  field: CustomField,
  { language }: Pick<Look, 'language'>,
): TreeNode {
  const key = field.key ?? '';
  const label = shown(labelOf(field.labelsPerLanguage, language, where.organizationLanguage), 80) || shown(key);
  const type = shown(fieldTypeWord(field.type ?? ''), 30);
  const required = field.required ? l10n.t('required') : undefined;
  const { listId } = field;
  const look = settingLook(label, listId ? 'list-unordered' : 'symbol-field', {
    facts: [type, required, label !== key && shown(key, 40)],
  });
  const node: TreeNode = nodeIn(where, 'customField', key, {
    subject: { owner, ...(listId && { listId }) },
    label,
    ...look,
    marks: [...(listId ? ['list'] : []), ...(editable ? ['editable'] : [])],
    record: field,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('Type'), type],
        [l10n.t('Required'), required],
        [l10n.t('List'), listId ?? undefined],
        [l10n.t('Key'), key],
      ]),
    ...(listId && {
      reads: [customOptionsKey(where.organizationId ?? '', listId)],
      empty: l10n.t('No options'),
      children: async (each: Look) => {
        const connection = await each.connect(where.account.id);
        const { value, asOf, failure } = await customOptionsOf(connection, where.organizationId ?? '', listId, each);
        const named = new Map(value.map((option) => [option, optionLabel(option, where, each)]));
        const order = new Intl.Collator(each.language, { sensitivity: 'base', numeric: true });
        const items = [...value].sort(
          (one, other) =>
            Number(one.disabled ?? false) - Number(other.disabled ?? false) ||
            order.compare(named.get(one) ?? '', named.get(other) ?? ''),
        );
        const row = (option: CustomOption, at: Where) => optionNode(at, option, listId, named.get(option) ?? '');
        const nodes = rowsOrRanges(
          below(where, node),
          { items, row, name: (option) => shown(named.get(option), 30) },
          each,
        );
        return { nodes, asOf, failure };
      },
    }),
  });
  return node;
}

function optionLabel(
  { id, labelsPerLanguage }: CustomOption,
  where: Where,
  { language }: Pick<Look, 'language'>,
): string {
  return shown(labelOf(labelsPerLanguage, language, where.organizationLanguage), 80) || shown(id);
}

function optionNode(where: Where, option: CustomOption, listId: string, label: string): TreeNode {
  const id = option.id ?? '';
  return nodeIn(where, 'customOption', id, {
    subject: { listId },
    label: label || '–',
    ...settingLook(label, 'symbol-enum-member', {
      disabled: option.disabled,
      facts: [label !== id && shown(id, 40), shown(option.accountingCode, 30)],
    }),
    record: option,
    tooltip: () =>
      tooltip(label, [
        [l10n.t('Id'), id],
        [l10n.t('Accounting code'), option.accountingCode ?? undefined],
        [l10n.t('Scope'), option.scope ?? undefined],
        [l10n.t('Extra'), option.extra ?? undefined],
      ]),
  });
}
