import type { ChangeRecord, Plan, PlanItem } from '@jenji-kit/changes';

/** One change of a plan, as far as it is known: the journal tells only what differs of plans of other processes. */
export type ItemShown = Pick<PlanItem, 'title' | 'operation' | 'organization' | 'request' | 'diff'> &
  Partial<Pick<PlanItem, 'before' | 'expected' | 'losses' | 'notes'>>;

/** A plan without what carries it out. */
export interface PlanShown extends Omit<Plan, 'token' | 'items' | 'cost'> {
  readonly items: readonly ItemShown[];
  readonly cost?: Plan['cost'] | undefined;
}

/** What a person is shown of a plan, of this process or of the journal. */
export function planShown(plan: Plan | ChangeRecord): PlanShown {
  const { id, hazard, title, skipped, losses, notes, reversible, expiresAt, confirmation, undoes } = plan;
  return {
    id,
    hazard,
    title,
    items: plan.items.map(itemShown),
    skipped,
    losses,
    notes,
    reversible,
    expiresAt,
    ...(confirmation && { confirmation }),
    ...(undoes !== undefined && { undoes }),
    ...('cost' in plan && { cost: plan.cost }),
  };
}

function itemShown(item: Plan['items'][number] | ChangeRecord['items'][number]): ItemShown {
  const { title, operation, organization, request, diff } = item;
  const shown = { title, operation, organization, request, diff };
  if (!('before' in item)) return shown;
  const { before, expected, losses, notes } = item;
  return { ...shown, before, expected, losses, notes };
}
