import type { ChangeRecord, ChangeStatus, CommitItem, CommitResult, ItemStatus } from '@jenji-kit/changes';

/** What the process that carried a change out was told, from what it wrote into the journal. */
export function resultOfRecord(record: ChangeRecord): CommitResult {
  const { id, title, snapshot } = record;
  return {
    id,
    title,
    status: endOf(record.status),
    items: record.items.map(itemOf),
    ...(snapshot !== undefined && { snapshot }),
  };
}

function itemOf(item: ChangeRecord['items'][number]): CommitItem {
  const { diff: _, request: __, status, ...rest } = item;
  return { ...rest, status: endOfItem(status) };
}

function endOf(status: ChangeStatus): CommitResult['status'] {
  if (status === 'undone') return 'committed';
  if (status === 'pending' || status === 'expired') return 'not-sent';
  return status === 'sending' || status === 'interrupted' ? 'unknown' : status;
}

function endOfItem(status: ItemStatus): CommitItem['status'] {
  if (status === 'planned') return 'not-sent';
  return status === 'sending' ? 'unknown' : status;
}
