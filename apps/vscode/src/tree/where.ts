import type { Account } from '../accounts/account.ts';
import type { NodeKind, Subject, TreeNode } from './tree-node.ts';

/** Where in the tree nodes are made: below which one, and of what. */
export interface Where {
  /** Id of the node above. */
  readonly above: string;
  readonly account: Pick<Account, 'id' | 'place' | 'keyType'>;
  readonly bookkeeperId?: string | undefined;
  readonly organizationId?: string | undefined;
  /** Two letters; labels are shown in it where there are none in the person's. */
  readonly organizationLanguage?: string | undefined;
  /** The year from which on there can be expenses. */
  readonly since?: number | undefined;
}

/** The same place, one step down. */
export function below(where: Where, { id }: Pick<TreeNode, 'id'>): Where {
  return { ...where, above: id };
}

/** The id of a node below: made of where it stands and what it stands for, never of its position. */
function idBelow({ above }: Where, kind: NodeKind, id: string): string {
  return `${above}/${kind}:${encodeURIComponent(id)}`;
}

type Rest = Omit<Subject, 'kind' | 'accountId' | 'organizationId' | 'bookkeeperId'>;

/** A node below, with the subject and the mark of place that every node has. */
export function nodeIn(
  where: Where,
  kind: NodeKind,
  key: string,
  { subject, marks = [], ...look }: Omit<TreeNode, 'id' | 'subject'> & { readonly subject?: Rest | undefined },
): TreeNode {
  const { account, organizationId, bookkeeperId } = where;
  return {
    ...look,
    id: idBelow(where, kind, key),
    marks: [...marks, account.place],
    subject: {
      kind,
      accountId: account.id,
      ...(organizationId !== undefined && { organizationId }),
      ...(bookkeeperId !== undefined && { bookkeeperId }),
      id: key,
      ...subject,
    },
  };
}
