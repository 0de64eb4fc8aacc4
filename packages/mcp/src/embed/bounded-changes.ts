import { type ChangeRecord, ChangeRefused, type ChangeRequest, type Changes, type Plan } from '@jenji-kit/changes';
import { operations } from '@jenji-kit/client';
import { isWithin } from '../changes/within-bounds.ts';
import type { Settings } from '../settings/settings.ts';

type Bounds = Pick<Settings, 'organizations' | 'allowReset'>;

/**
 * The host's changes, within narrower bounds: what a person may do in the host's own windows, a model need not be able to
 * ask for. What is out of bounds is not planned, or its plan is withdrawn before anybody sees it.
 */
export function boundedChanges(changes: Changes, bounds: Bounds): Changes {
  async function withinBounds(plan: Plan): Promise<Plan> {
    if (plan.items.every(({ organization }) => isInside(organization, bounds))) return plan;
    await changes.refuse(plan.token, 'It is about an organization that the server may not change.');
    throw outOfBounds();
  }

  return {
    ...changes,
    async plan(request, options) {
      for (const each of listOf(request)) refuseByPath(each, bounds);
      return await withinBounds(await changes.plan(request, options));
    },
    async undo(changeId, options) {
      const record = await changes.get(changeId);
      if (record && !isWithin(record, bounds)) throw outOfBounds();
      return await withinBounds(await changes.undo(changeId, options));
    },
    async resolve(changeId, options) {
      const record: ChangeRecord | undefined = await changes.get(changeId);
      if (record && !isWithin(record, bounds)) throw outOfBounds();
      return await changes.resolve(changeId, options);
    },
  };
}

function listOf(request: ChangeRequest | readonly ChangeRequest[]): readonly ChangeRequest[] {
  return 'operation' in request ? [request] : request;
}

/** What the request alone tells, so that nothing is read of an organization that is out of bounds. */
function refuseByPath({ operation, path }: ChangeRequest, { organizations, allowReset }: Bounds): void {
  const { organizationId, clientId, listId } = path ?? {};
  const named = organizationId ?? clientId;
  if (named !== undefined && !isInside(named, { organizations })) throw outOfBounds();
  if (operations[operation].hazard !== 'reset' || allowReset === 'all') return;
  if ([organizationId, clientId, listId].some((id) => id !== undefined && allowReset.has(id))) return;
  throw new ChangeRefused('policy', 'This destroys records for good, which this server may not do there.');
}

function isInside(organization: string | undefined, { organizations }: Pick<Bounds, 'organizations'>): boolean {
  return organizations === undefined || (organization !== undefined && organizations.has(organization));
}

function outOfBounds(): ChangeRefused {
  return new ChangeRefused('policy', 'This server may not change anything in that organization.');
}
