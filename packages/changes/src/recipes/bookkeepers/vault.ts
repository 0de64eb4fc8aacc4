import { InvalidArgumentsError, type Vault } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../../change-refused.ts';
import { named } from '../../forms/naming.ts';
import { type Recipe, recipe } from '../../recipe.ts';

const change = z
  .strictObject({
    enabled: z.boolean().optional().describe('Left out, it stays as it is.'),
    capacity: z
      .int()
      .nonnegative('must not be negative')
      .optional()
      .describe('In Mb by the manual’s table, in gigabytes by its example: ask Jenji before setting it.'),
  })
  .refine(({ enabled, capacity }) => enabled !== undefined || capacity !== undefined, {
    path: ['enabled'],
    error: 'give enabled, capacity or both',
  });

interface VaultState {
  enabled: boolean;
  /** In the unit of `capacity`, whichever that is. */
  maxCapacity?: number;
  consumedCapacity?: number;
}

/** A disabled vault shows a message and no capacity. */
function stateOf({ maxCapacity, consumedCapacity }: Vault): VaultState {
  if (maxCapacity == null) return { enabled: false };
  return { enabled: true, maxCapacity, ...(consumedCapacity != null && { consumedCapacity }) };
}

function wrong(path: string, message: string): InvalidArgumentsError {
  return new InvalidArgumentsError([{ path, message }], { operation: 'bookkeepers.vault.update' });
}

const unitNote =
  'The unit of the capacity is not settled: the manual says megabytes in its table, and gigabytes in its example. Ask the Support of Jenji before approving.';

/** The legal archive of a client's receipts. */
export const vaultRecipe: Recipe = recipe({
  operation: 'bookkeepers.vault.update',
  body: change,
  async read(reading, { path }) {
    const vault = await reading.call('bookkeepers.vault.get', { path });
    const { name } = await reading.call('organizations.get', { path: { organizationId: path.organizationId } });
    return { client: { name }, vault: stateOf(vault) };
  },
  prepare({ client, vault }, { path, body }) {
    const shown = `the vault of ${named('client', path.organizationId, client.name)}`;
    const { enabled = vault.enabled } = body;
    const { maxCapacity, consumedCapacity } = vault;
    if (!enabled) {
      if (body.capacity !== undefined) {
        throw wrong('body.capacity', 'goes with an enabled vault only; set enabled to true, or leave it out');
      }
      if (!vault.enabled) throw new ChangeRefused('state', `${shown} is disabled already; there is nothing to change.`);
      const used = consumedCapacity === undefined ? '' : `, ${consumedCapacity} of it used`;
      return {
        title: `Disable ${shown}`,
        args: { path, body: { enabled: false } },
        expected: { client, vault: { enabled: false } },
        losses: [{ kind: 'disabled', what: `${shown}, of capacity ${maxCapacity}${used}` }],
        notes: ['What becomes of the receipts in the archive is not documented.'],
      };
    }
    const capacity = body.capacity ?? maxCapacity;
    if (capacity === undefined) throw wrong('body.capacity', 'is needed to enable the vault');
    if (!Number.isSafeInteger(capacity)) {
      throw wrong('body.capacity', `is needed: the present one, ${capacity}, is not a whole number and cannot be sent`);
    }
    if (vault.enabled && capacity === maxCapacity) {
      throw new ChangeRefused('state', `${shown} has a capacity of ${capacity} already; there is nothing to change.`);
    }
    const isTooSmall = consumedCapacity !== undefined && capacity < consumedCapacity;
    return {
      title: `${vault.enabled ? 'Size' : 'Enable'} ${shown}: capacity ${capacity}`,
      args: { path, body: { enabled: true, capacity } },
      expected: { client, vault: { enabled: true, maxCapacity: capacity, consumedCapacity: consumedCapacity ?? 0 } },
      // Recomputed a few times a day.
      mayChange: ['vault.consumedCapacity'],
      notes: [
        unitNote,
        ...(isTooSmall
          ? [`It is less than what the archive holds now, ${consumedCapacity}; what becomes of that is not documented.`]
          : []),
      ],
    };
  },
  reverse({ request: { path }, before: { vault: was }, after: { vault: is } }) {
    const operation = 'bookkeepers.vault.update';
    if (!was.enabled) {
      return {
        requests: [{ operation, path, body: { enabled: false } }],
        except: ['What becomes of receipts archived meanwhile is not documented.'],
      };
    }
    const { maxCapacity: capacity } = was;
    if (!Number.isSafeInteger(capacity)) {
      return { cannot: `Its capacity was ${capacity}, and Jenji takes whole numbers only. Set the nearest one.` };
    }
    return {
      requests: [{ operation, path, body: { enabled: true, capacity } }],
      except: is.enabled ? [] : ['Whether what the archive held comes back with it is not documented.'],
    };
  },
});
