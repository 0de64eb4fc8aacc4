import type {
  CallArguments,
  CallParameters,
  CustomOption,
  JenjiClient,
  OperationId,
  OrganizationSummary,
  Priority,
  ResponseOf,
} from '@jenji-kit/client';
import { InvalidInput } from '../registry/invalid-input.ts';
import type { ToolContext } from '../registry/tool-context.ts';
import { labelOf } from './labels.ts';
import { type Memory, memoryOf } from './memory.ts';
import { NameIndex } from './name-index.ts';
import { directoryOf, type OrganizationDirectory } from './organization-directory.ts';
import { type Person, peopleOf } from './people.ts';
import type { Held } from './remembered.ts';

/** Names read longer ago than this are read again before a name is said to be unknown. */
const doubtAfterMs = 60_000;

export interface ReadingContext extends Pick<ToolContext, 'jenji' | 'settings' | 'signal'> {
  readonly priority?: Priority;
}

/** Reads Jenji for one call of a tool: within the operator's bounds, cancellable, counted, and from memory where it can. */
export class Reader {
  readonly jenji: JenjiClient;
  readonly memory: Memory;
  readonly signal: AbortSignal;
  readonly #bounds: ReadonlySet<string> | undefined;
  readonly #priority: Priority | undefined;
  #requests = 0;

  /** For one call; `priority` when it is not somebody's call that waits for the answer. */
  static async open({ jenji, settings, signal, priority }: ReadingContext): Promise<Reader> {
    return new Reader(await jenji(), settings.organizations, signal, priority);
  }

  private constructor(
    jenji: JenjiClient,
    bounds: ReadonlySet<string> | undefined,
    signal: AbortSignal,
    priority: Priority | undefined,
  ) {
    this.jenji = jenji;
    this.memory = memoryOf(jenji);
    this.#bounds = bounds;
    this.signal = signal;
    this.#priority = priority;
  }

  /** Requests sent so far for this call; what came from memory cost none. */
  get requests(): number {
    return this.#requests;
  }

  /** Counts a request that is sent by other means than `call`. */
  countRequest(): void {
    this.#requests++;
  }

  call<Id extends OperationId>(id: Id, args: CallArguments<Id>, signal = this.signal): Promise<ResponseOf<Id>> {
    this.countRequest();
    // Whether the arguments may be left out depends on Id, which is open here; they never are.
    const parameters = [args, { signal, priority: this.#priority }] as unknown as CallParameters<Id>;
    return this.jenji.call(id, ...parameters);
  }

  /** Whether the operator lets tools touch the organization. */
  mayTouch(organizationId: string | null | undefined): boolean {
    return this.#bounds === undefined || (organizationId != null && this.#bounds.has(organizationId));
  }

  get isBounded(): boolean {
    return this.#bounds !== undefined;
  }

  /** The organizations that the key sees and the operator allows. */
  async organizations(): Promise<OrganizationSummary[]> {
    const { value } = await this.memory.organizations.get('', {
      signal: this.signal,
      load: async (signal) => (await this.call('organizations.list', {}, signal)).data,
    });
    return value.filter(({ id }) => this.mayTouch(id));
  }

  /** The id of the organization that the caller means: by id, by name, or by not saying where there is only one. */
  async organizationId(wanted: string | undefined): Promise<string> {
    const index = new NameIndex(
      (await this.organizations()).map(({ id, name }) => ({ id: id ?? '', name: name ?? id ?? '' })),
    );
    const [only, ...others] = index.items;
    if (wanted === undefined && only && others.length === 0) return only.id;
    const field = 'organization';
    if (!only) {
      throw new InvalidInput({
        field,
        rule: 'names nothing that can be reached',
        fix: this.isBounded
          ? 'The operator has limited this server to organizations that the key does not see.'
          : 'The key sees no organization.',
      });
    }
    if (wanted !== undefined) return index.resolve({ field, kind: 'organization', value: wanted }).id;
    throw new InvalidInput({
      field,
      rule: 'is required, because the key sees more than one organization',
      fix: `It is one of ${index.shown()}.`,
    });
  }

  async directory(organizationId: string, fresh = false): Promise<Held<OrganizationDirectory>> {
    const path = { organizationId };
    return await this.memory.directories.get(organizationId, {
      signal: this.signal,
      fresh,
      load: async (signal) => {
        const [organization, { data }] = await Promise.all([
          this.call('organizations.get', { path }, signal),
          this.call('paymentMethods.list', { path }, signal),
        ]);
        return directoryOf(organizationId, organization, data);
      },
    });
  }

  async people(organizationId: string, fresh = false): Promise<Held<NameIndex<Person>>> {
    return await this.memory.people.get(organizationId, {
      signal: this.signal,
      fresh,
      load: async (signal) => peopleOf((await this.call('users.list', { path: { organizationId } }, signal)).data),
    });
  }

  /** The options of a LIST custom field. */
  async options(organizationId: string, listId: string): Promise<CustomOption[]> {
    const { value } = await this.memory.options.get(optionsKey(organizationId, listId), {
      signal: this.signal,
      load: async (signal) =>
        (await this.call('customOptions.list', { path: { organizationId, listId } }, signal)).data,
    });
    return value;
  }

  /** Labels of the warning rules made by API, by rule id. */
  async warningLabels(organizationId: string): Promise<ReadonlyMap<string, string>> {
    const { value } = await this.memory.warningLabels.get(organizationId, {
      signal: this.signal,
      load: async (signal) => {
        const { data } = await this.call('warningRules.list', { path: { organizationId } }, signal);
        return new Map(data.map(({ id, labels }) => [id ?? '', labelOf(labels) ?? id ?? '']));
      },
    });
    return value;
  }

  /**
   * Applies `use` to the names of an organization. When it says that a name is unknown and the names were read some time
   * ago, they are read once more: somebody may have added it since.
   */
  async withNames<Result>(organizationId: string, use: (names: Names) => Result): Promise<Result> {
    const held = await this.#names(organizationId, false);
    try {
      return use(held.value);
    } catch (error) {
      if (!(error instanceof InvalidInput) || Date.now() - held.at < doubtAfterMs) throw error;
      return use((await this.#names(organizationId, true)).value);
    }
  }

  /** The names of an organization if they are in memory. */
  heldNames(organizationId: string): Names | undefined {
    const directory = this.memory.directories.peek(organizationId);
    const people = this.memory.people.peek(organizationId);
    return directory && people && this.#namesOf(directory, people);
  }

  async #names(organizationId: string, fresh: boolean): Promise<Held<Names>> {
    const [directory, people] = await Promise.all([
      this.directory(organizationId, fresh),
      this.people(organizationId, fresh),
    ]);
    return { value: this.#namesOf(directory.value, people.value), at: Math.min(directory.at, people.at) };
  }

  #namesOf(directory: OrganizationDirectory, people: NameIndex<Person>): Names {
    const { options } = this.memory;
    return {
      directory,
      people,
      heldOption(listId, id) {
        const option = options.peek(optionsKey(directory.id, listId))?.find((each) => each.id === id);
        return labelOf(option?.labelsPerLanguage, directory.source.masterLanguage);
      },
    };
  }
}

/** What ids mean in one organization. */
export interface Names {
  readonly directory: OrganizationDirectory;
  readonly people: NameIndex<Person>;
  /** The label of an option of a list, if the list is in memory: to read one costs a request. */
  heldOption?(listId: string, id: string): string | undefined;
}

function optionsKey(organizationId: string, listId: string): string {
  return JSON.stringify([organizationId, listId]);
}
