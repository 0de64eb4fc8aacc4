import type { ChangeRequest, WriteOperationId } from './change-request.ts';
import type { FieldChange } from './difference.ts';
import type { Chronicle } from './journal/journal.ts';
import type { Confirmation, Reversible, Skipped, WriteHazard } from './plan.ts';
import type { Loss } from './recipe.ts';

/** Who approved a change: a person who saw the plan, the host of a model (two-step), or the operator (all, beforehand). */
export type ApprovedBy = 'person' | 'host' | 'operator';

/** What became of one item. */
export type ItemStatus =
  /** Nothing yet. */
  | 'planned'
  /** Refused before it was sent, because what is there is no longer what it was planned for. */
  | 'refused'
  /** Its turn never came, or reading failed before it. */
  | 'not-sent'
  /** It is being sent, or the process that sent it ended before it could tell: `resolve` finds out. */
  | 'sending'
  /** Done, and read back. */
  | 'committed'
  /** Jenji refused it; nothing changed. */
  | 'failed'
  /** No answer came, and reading back shows that it was not carried out. */
  | 'not-applied'
  /** Some of it is there. */
  | 'partly'
  /** No answer came, and reading back failed too: `resolve` finds out. */
  | 'unknown';

/** What became of a change. */
export type ChangeStatus =
  /** Planned, waits for approval. */
  | 'pending'
  /** Nobody approved it in time. */
  | 'expired'
  /** A person said no, or nothing of it was sent because what is there had changed. */
  | 'refused'
  /** Being carried out now, perhaps by another process. */
  | 'sending'
  /** The process that carried it out ended in the middle: `resolve` finds out what happened. */
  | 'interrupted'
  /** Nothing was sent. */
  | 'not-sent'
  | 'committed'
  | 'failed'
  | 'not-applied'
  | 'partly'
  | 'unknown'
  /** Committed, and turned back since. */
  | 'undone';

/** What went wrong, without secrets. */
export interface Failure {
  name: string;
  message: string;
}

export interface ChangeRecordItem {
  title: string;
  operation: WriteOperationId;
  organization: string | undefined;
  request: ChangeRequest;
  status: ItemStatus;
  /** As planned. */
  diff: readonly FieldChange[];
  /** What was found to have changed; absent where nothing was read back. */
  changed?: readonly FieldChange[];
  /** What was wanted and is not there. */
  missing?: readonly FieldChange[];
  /** What changed besides, and is neither wanted nor Jenji's to change. */
  unexpected?: readonly FieldChange[];
  /** Ids of the records it created. */
  newIds?: readonly string[];
  error?: Failure;
  /** Of `refused`: what differed from what it was planned for. */
  drift?: readonly FieldChange[];
}

/** A change, as the journal tells it. */
export interface ChangeRecord {
  id: string;
  status: ChangeStatus;
  hazard: WriteHazard;
  title: string;
  /** ISO instants. */
  plannedAt: string;
  expiresAt: string;
  startedAt?: string;
  endedAt?: string;
  approvedBy?: ApprovedBy;
  items: readonly ChangeRecordItem[];
  skipped: readonly Skipped[];
  losses: readonly Loss[];
  notes: readonly string[];
  reversible: Reversible;
  confirmation?: Confirmation;
  /** The change that it turned back, and the one that turned it back. */
  undoes?: string;
  undoneBy?: string;
  /** Path of the file that holds what a `reset` destroyed. */
  snapshot?: string;
  /** Why a person said no. */
  reason?: string;
}

export function itemStatus(chronicle: Chronicle, item: number): ItemStatus {
  const outcome = chronicle.outcomes.get(item)?.line;
  if (outcome) return outcome.type;
  return chronicle.unsent.get(item)?.line.type ?? (chronicle.sending.has(item) ? 'sending' : 'planned');
}

export function itemStatuses(chronicle: Chronicle): ItemStatus[] {
  return chronicle.planned.line.items.map((_, item) => itemStatus(chronicle, item));
}

/** What the parts come to. */
export function overallStatus(statuses: readonly ItemStatus[]): Exclude<ItemStatus, 'planned' | 'sending'> {
  const [first] = statuses;
  if (first !== undefined && first !== 'planned' && first !== 'sending' && statuses.every((each) => each === first))
    return first;
  if (statuses.some((each) => each === 'unknown' || each === 'sending')) return 'unknown';
  if (statuses.some((each) => each === 'committed' || each === 'partly')) return 'partly';
  return statuses.find((each) => each === 'failed' || each === 'not-applied' || each === 'refused') ?? 'not-sent';
}

/** Whether anything of it is there, so that it can be turned back. */
export function isThere(status: ItemStatus): status is 'committed' | 'partly' {
  return status === 'committed' || status === 'partly';
}
