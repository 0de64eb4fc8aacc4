import { parseTree } from 'jsonc-parser';
import type { Subject } from '../tree/tree-node.ts';
import type { DocumentAddress } from './document-address.ts';
import { textOf } from './labels.ts';
import { readOnlyMember } from './schema/document-schema.ts';

type JsonNode = NonNullable<ReturnType<typeof parseTree>>;

/** A place of a document that names another record. */
export interface RecordLink {
  readonly offset: number;
  readonly length: number;
  /** What the tree shows, to be opened by the name it has; or a record that only documents show. */
  readonly to: { readonly subject: Subject } | { readonly address: DocumentAddress };
}

/** What a text under this name refers to. */
const kinds: Readonly<Record<string, 'group' | 'category' | 'paymentMethod' | 'user' | 'vehicle'>> = {
  groupId: 'group',
  groupIds: 'group',
  parentGroupId: 'group',
  editableByGroups: 'group',
  visibleByGroups: 'group',
  category: 'category',
  parentCategoryId: 'category',
  paymentMethodId: 'paymentMethod',
  preferredPaymentMethodId: 'paymentMethod',
  userId: 'user',
  attendees: 'user',
  preferredVehicle: 'vehicle',
};

/** The records that a document names. A text that is not JSON names none. */
export function recordLinks(document: DocumentAddress, text: string): RecordLink[] {
  const root = parseTree(text);
  const { organizationId } = document.ids;
  if (!root || organizationId === undefined) return [];
  const labels = vehicleLabels(root);
  const links: RecordLink[] = [];
  const link = ({ offset, length, value }: JsonNode, kind: (typeof kinds)[string]) => {
    const id = textOf(value);
    if (!id) return;
    const { accountId, ids } = document;
    if (kind !== 'vehicle') {
      links.push({ offset, length, to: { subject: { kind, accountId, organizationId, id } } });
    } else if (document.kind === 'user' && labels.has(id)) {
      const address = { accountId, kind, ids: { ...ids, vehicleId: id }, name: labels.get(id) ?? id };
      links.push({ offset, length, to: { address } });
    }
  };
  const visit = (node: JsonNode, name: string, isVehicle: boolean): void => {
    const { children = [] } = node;
    if (node.type === 'object') {
      for (const { children: [key, value] = [] } of children)
        if (key && value) visit(value, String(key.value), isVehicle);
    } else if (node.type === 'array') {
      for (const child of children) visit(child, name, isVehicle || name === 'vehicles');
    } else if (node.type === 'string') {
      const kind = isVehicle && name === 'id' ? 'vehicle' : Object.hasOwn(kinds, name) ? kinds[name] : undefined;
      if (kind) link(node, kind);
    }
  };
  visit(root, '', false);
  return links;
}

/** The vehicles that the document of a user tells of: they have documents of their own. */
function vehicleLabels(root: JsonNode): ReadonlyMap<string, string> {
  const vehicles = childOf(childOf(root, readOnlyMember), 'vehicles')?.children ?? [];
  return new Map(
    vehicles.flatMap((vehicle) => {
      const id = textOf(childOf(vehicle, 'id')?.value);
      return id ? [[id, textOf(childOf(vehicle, 'label')?.value) ?? id] as const] : [];
    }),
  );
}

function childOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.children?.find(({ children: [key] = [] }) => key?.value === name)?.children?.[1];
}
