import { InvalidArgumentsError, type OrganizationState } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import type { ChangeRequest } from '../../change-request.ts';
import { byId, itemOf } from '../../forms/collection.ts';
import { duplicate, refuseDuplicate } from '../../forms/duplicate.ts';
import { named } from '../../forms/naming.ts';
import { type Reading, type Recipe, recipe } from '../../recipe.ts';
import { newRecord } from '../../state.ts';

/** The clients of a bookkeeper, by the id of the organization, each with the organization's name. */
async function readClients(reading: Reading, { bookkeeperId }: { bookkeeperId: string }) {
  const { data } = await reading.call('bookkeepers.clients.list', { path: { bookkeeperId } });
  const organizations = await reading.call('organizations.list', {});
  const names = byId(organizations.data, ({ id }) => id);
  const clients = data.map((client) => ({ ...client, name: itemOf(names, client.organizationId ?? '')?.name }));
  return { clients: byId(clients, ({ organizationId }) => organizationId) };
}

/** A client with its states as members, so that their order is no difference. */
async function readStates(reading: Reading, { clientId }: { clientId: string }) {
  const { name, states } = await reading.call('organizations.get', { path: { organizationId: clientId } });
  return { client: { name, states: flags(states ?? []) } };
}

function flags(states: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(states.map((state) => [state, true as const]));
}

interface Client {
  name?: string | null | undefined;
  states: Readonly<Record<string, true>>;
}

/** @throws InvalidArgumentsError where nothing is named. */
function statesNamed(states: readonly OrganizationState[]): OrganizationState[] {
  if (states.length > 0) return [...new Set(states)];
  throw new InvalidArgumentsError([{ path: 'body.states', message: 'must name at least one state' }]);
}

function consequence(state: OrganizationState, shown: string): string {
  return state === 'BLOCKED'
    ? `BLOCKED shuts out every user of ${shown}: none of them can work in Jenji until it is removed.`
    : `${state} shows every user of ${shown} that a due payment is invalid.`;
}

/** The request that adds or removes the states in which two moments differ. */
function statesBack(
  operation: 'bookkeepers.clients.states.add' | 'bookkeepers.clients.states.remove',
  path: Readonly<Record<string, string>>,
  more: Client,
  fewer: Client,
): { requests: readonly ChangeRequest[] } {
  const states = Object.keys(more.states).filter((state) => !Object.hasOwn(fewer.states, state));
  return { requests: [{ operation, path, body: { states } }] };
}

export const clientRecipes: readonly Recipe[] = [
  recipe({
    operation: 'bookkeepers.clients.create',
    acceptable: [duplicate],
    read: (reading, { path }) => readClients(reading, path),
    prepare({ clients }, { path, body, accept }) {
      const { name, internalId, explanation, templateId } = body;
      const twin = Object.values(clients).find(
        (each) => each.name === name || (internalId && each.internalId === internalId),
      );
      const same = twin?.name === name ? 'name' : 'internal id';
      refuseDuplicate(twin && named('client', twin.organizationId ?? '', twin.name), same, accept);
      const link = { ...(internalId && { internalId }), ...(explanation && { explanation }) };
      return {
        title: `Create client ${JSON.stringify(name)} from template ${JSON.stringify(templateId)}`,
        args: { path, body: { name, ...link, templateId } },
        expected: { clients: { ...clients, [newRecord()]: { bookkeeperId: path.bookkeeperId, ...link, name } } },
        notes: ['A new organization is made of the template, which no operation reads: what it has shows afterwards.'],
        newId: ({ organizationId }) => organizationId,
      };
    },
    reverse: () => ({
      cannot:
        'Jenji can neither delete an organization nor take it from its bookkeeper. What comes nearest is to shut it (bookkeepers.clients.states.add with BLOCKED) and to ask the Support of Jenji.',
    }),
  }),

  recipe({
    operation: 'bookkeepers.clients.states.add',
    read: (reading, { path }) => readStates(reading, path),
    prepare({ client }, { path, body }) {
      const shown = named('client', path.clientId, client.name);
      const asked = statesNamed(body.states);
      const states = asked.filter((state) => !Object.hasOwn(client.states, state));
      if (states.length === 0) {
        throw new ChangeRefused('state', `${shown} has ${asked.join(' and ')} already; there is nothing to add.`);
      }
      return {
        title: `Add ${states.join(' and ')} to ${shown}`,
        args: { path, body: { states } },
        expected: { client: { ...client, states: { ...client.states, ...flags(states) } } },
        notes: [
          ...states.map((state) => consequence(state, shown)),
          ...asked.filter((state) => !states.includes(state)).map((state) => `${state} is there already.`),
        ],
      };
    },
    reverse: ({ request: { path }, before, after }) =>
      statesBack('bookkeepers.clients.states.remove', path, after.client, before.client),
  }),

  recipe({
    operation: 'bookkeepers.clients.states.remove',
    read: (reading, { path }) => readStates(reading, path),
    prepare({ client }, { path, body }) {
      const shown = named('client', path.clientId, client.name);
      const asked = statesNamed(body.states);
      const states = asked.filter((state) => Object.hasOwn(client.states, state));
      if (states.length === 0) {
        throw new ChangeRefused('state', `${shown} has no ${asked.join(' and no ')}; there is nothing to remove.`);
      }
      const kept = Object.keys(client.states).filter((state) => !states.some((each) => each === state));
      return {
        title: `Remove ${states.join(' and ')} from ${shown}`,
        args: { path, body: { states } },
        expected: { client: { ...client, states: flags(kept) } },
        notes: [
          ...(states.includes('BLOCKED') ? [`Every user of ${shown} can work in Jenji again.`] : []),
          ...asked.filter((state) => !states.includes(state)).map((state) => `${state} is not there.`),
        ],
      };
    },
    reverse: ({ request: { path }, before, after }) =>
      statesBack('bookkeepers.clients.states.add', path, before.client, after.client),
  }),
];
