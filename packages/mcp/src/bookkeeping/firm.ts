import { type Bookkeeper, type BookkeeperClient, ForbiddenError, type Organization } from '@jenji-kit/client';
import { GroupTree } from '../directory/group-tree.ts';
import { type Named, NameIndex } from '../directory/name-index.ts';
import type { Reader } from '../directory/reader.ts';
import { Remembered } from '../directory/remembered.ts';
import { InvalidInput } from '../registry/invalid-input.ts';
import { Refused } from '../registry/refused.ts';
import type { ClientTally } from './client-tally.ts';

interface NamedBookkeeper extends Named {
  readonly source: Bookkeeper;
}

/** A company that a bookkeeper keeps the books of. Its id is that of the organization. */
export interface Client extends Named {
  readonly bookkeeperId: string;
  readonly currency: string | undefined;
  readonly source: BookkeeperClient;
}

const minute = 60_000;

/** What tools have read of accounting firms and may answer from again. */
export class FirmMemory {
  readonly bookkeepers = new Remembered<NameIndex<NamedBookkeeper>>({ forMs: 10 * minute, atMost: 1 });
  /** By bookkeeper. */
  readonly links = new Remembered<readonly BookkeeperClient[]>({
    forMs: 10 * minute,
    atMost: 100_000,
    sizeOf: ({ length }) => length + 1,
  });
  /** Header and states by client, without what its directory holds. */
  readonly headers = new Remembered<ClientHeader>({ forMs: 5 * minute, atMost: 10_000 });
  readonly tallies = new Remembered<ClientTally>({ forMs: 5 * minute, atMost: 10_000 });

  clear(): void {
    for (const each of [this.bookkeepers, this.links, this.headers, this.tallies]) each.clear();
  }
}

export interface ClientHeader extends Pick<Organization, 'plan' | 'masterCurrency' | 'masterCountry' | 'templateId'> {
  readonly states: readonly string[];
  readonly createdAt: string | null | undefined;
}

function namedBookkeeper(source: Bookkeeper): NamedBookkeeper {
  const id = source.id ?? '';
  return { id, name: source.name ?? id, source };
}

/** The accounting firms and clients that one call may reach, by name. */
export class Firm {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The bookkeepers that the key manages: its own, and those that it is the master of. */
  async bookkeepers(): Promise<NameIndex<NamedBookkeeper>> {
    const { value } = await this.#reader.memory.firm.bookkeepers.get('', {
      signal: this.#reader.signal,
      load: async (signal) => {
        const { data } = await this.#reader.call('bookkeepers.list', {}, signal);
        return new NameIndex(data.map(namedBookkeeper));
      },
    });
    return value;
  }

  /** The bookkeeper that the caller means: by id, by name, or by not saying where there is only one. */
  async bookkeeper(wanted: string | undefined): Promise<NamedBookkeeper> {
    const index = wanted === undefined ? await this.bookkeepers() : await this.#thoseListed();
    const [only, ...others] = index.items;
    if (wanted === undefined && only && others.length === 0) return only;
    const field = 'bookkeeper';
    if (wanted === undefined) {
      const fix = only ? `It is one of ${index.shown()}.` : 'Jenji lists none for this key: ask the user for the id.';
      throw new InvalidInput({ field, rule: 'is required', fix });
    }
    if (only) return index.resolve({ field, kind: 'bookkeeper', value: wanted });
    // Only a master is sure to get the list; any bookkeeper may read itself.
    return namedBookkeeper(await this.#reader.call('bookkeepers.get', { path: { bookkeeperId: wanted } }));
  }

  /** The id of a group of a bookkeeper, by name, path or id. */
  async group(bookkeeperId: string, field: string, value: string): Promise<string> {
    const { groups } = await this.#reader.call('bookkeepers.get', { path: { bookkeeperId } });
    return new GroupTree(groups ?? []).resolve({ field, kind: 'group of the firm', value }).id;
  }

  async #thoseListed(): Promise<NameIndex<NamedBookkeeper>> {
    try {
      return await this.bookkeepers();
    } catch (error) {
      if (error instanceof ForbiddenError) return new NameIndex([]);
      throw error;
    }
  }

  /** The clients of a bookkeeper, or of all that the key manages; only those that the operator allows. */
  async clients(wanted: string | undefined): Promise<NameIndex<Client>> {
    const chosen = wanted === undefined ? (await this.bookkeepers()).items : [await this.bookkeeper(wanted)];
    const [organizations, ...lists] = await Promise.all([
      this.#reader.organizations(),
      ...chosen.map(({ id }) => this.#links(id)),
    ]);
    const byId = new Map(organizations.map((each) => [each.id, each]));
    const clients = lists.flatMap((links, at) =>
      links
        .filter(({ organizationId }) => organizationId && this.#reader.mayTouch(organizationId))
        .map((source): Client => {
          const id = source.organizationId ?? '';
          const known = byId.get(id);
          return {
            id,
            name: known?.name ?? id,
            otherNames: [source.internalId ?? ''],
            bookkeeperId: source.bookkeeperId ?? chosen[at]?.id ?? '',
            currency: known?.masterCurrency ?? undefined,
            source,
          };
        }),
    );
    return new NameIndex(clients);
  }

  async #links(bookkeeperId: string): Promise<readonly BookkeeperClient[]> {
    const { value } = await this.#reader.memory.firm.links.get(bookkeeperId, {
      signal: this.#reader.signal,
      load: async (signal) =>
        (await this.#reader.call('bookkeepers.clients.list', { path: { bookkeeperId } }, signal)).data,
    });
    return value;
  }

  /** One client by name, internal id or id. */
  async client(wanted: string, field = 'client'): Promise<Client> {
    return (await this.clients(undefined)).resolve({ field, kind: 'client', value: wanted });
  }

  /** State and plan of a client: one request, unless it was read in the last minutes. */
  async header({ id }: Client): Promise<ClientHeader> {
    const { value } = await this.#reader.memory.firm.headers.get(id, {
      signal: this.#reader.signal,
      load: async (signal) => {
        const { plan, masterCurrency, masterCountry, templateId, states, createdAt } = await this.#reader.call(
          'organizations.get',
          { path: { organizationId: id } },
          signal,
        );
        return { plan, masterCurrency, masterCountry, templateId, states: states ?? [], createdAt };
      },
    });
    return value;
  }

  /** Whether asking for the header would cost a request. */
  isHeaderKnown({ id }: Client): boolean {
    return this.#reader.memory.firm.headers.peek(id) !== undefined;
  }

  /** What belongs to a firm and to none of its clients is not for a server that is held to some organizations. */
  refuseWithinBounds(): void {
    if (!this.#reader.isBounded) return;
    throw new Refused(
      'The operator of this server has limited it to some organizations, and this is about an accounting firm as a whole.',
    );
  }
}
