import type { Bookkeeper, BookkeeperClient, OrganizationSummary } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../accounts/connection.ts';
import { bookkeepersKey, clientsKey, clientsOf } from '../readings/bookkeepers.ts';
import { organizationsKey, organizationsOf } from '../readings/organizations.ts';
import { shown, tooltip } from '../words/shown.ts';
import { organizationNode } from './organization.ts';
import { rowsOrRanges } from './ranges.ts';
import type { Look, TreeNode } from './tree-node.ts';
import { below, nodeIn, type Where } from './where.ts';

/** An accounting firm with its clients. */
export function bookkeeperNode(where: Where, bookkeeper: Bookkeeper, expanded: boolean): TreeNode {
  const id = bookkeeper.id ?? '';
  const label = shown(bookkeeper.name, 80) || shown(id);
  const inside = { ...where, bookkeeperId: id };
  const node: TreeNode = nodeIn(inside, 'bookkeeper', id, {
    label,
    accessibilityLabel: l10n.t('Accounting firm {0}', label),
    icon: { id: 'library' },
    expanded,
    record: bookkeeper,
    reads: [clientsKey(id), organizationsKey],
    refreshes: [clientsKey(id), `${bookkeepersKey}/${encodeURIComponent(id)}`],
    empty: l10n.t('No clients'),
    tooltip: () => tooltip(label, [[l10n.t('Id'), id]]),
    children: async (look) => {
      const connection = await look.connect(where.account.id);
      const [clients, names] = await Promise.all([
        clientsOf(connection, id, look),
        knownOrganizations(connection, look),
      ]);
      const at = below(inside, node);
      const order = new Intl.Collator(look.language, { sensitivity: 'base', numeric: true });
      const items = clients.value
        .map((client) => ({ client, summary: names.get(client.organizationId ?? '') ?? { id: client.organizationId } }))
        .sort((one, other) => order.compare(nameOf(one), nameOf(other)));
      const alone = items.length === 1;
      const row = ({ client, summary }: Client, there: Where) =>
        organizationNode(
          there,
          {
            kind: 'client',
            summary,
            expanded: alone,
            code: client.internalId ?? undefined,
            note: client.explanation ?? undefined,
          },
          look,
        );
      const nodes = rowsOrRanges(at, { items, row, name: (each) => shown(nameOf(each), 30) }, look);
      return { nodes, asOf: clients.asOf, failure: clients.failure };
    },
  });
  return node;
}

interface Client {
  readonly client: BookkeeperClient;
  readonly summary: OrganizationSummary;
}

function nameOf({ client, summary }: Client): string {
  return summary.name ?? client.explanation ?? client.internalId ?? client.organizationId ?? '';
}

/** Clients have no names of their own. What the firm notes of them must do where the organizations cannot be read. */
async function knownOrganizations(
  connection: Connection,
  look: Pick<Look, 'signal'>,
): Promise<ReadonlyMap<string, OrganizationSummary>> {
  const reading = await organizationsOf(connection, look).catch(() => undefined);
  return new Map((reading?.value ?? []).map((each) => [each.id ?? '', each]));
}
