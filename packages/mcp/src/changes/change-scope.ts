import { listsOf } from '../directory/option-lists.ts';
import type { OrganizationDirectory } from '../directory/organization-directory.ts';
import { type Names, Reader } from '../directory/reader.ts';
import type { ToolContext } from '../registry/tool-context.ts';
import type { Settings } from '../settings/settings.ts';
import { resolvedBody } from './resolved-body.ts';

/** What a tool that changes something resolves names with. */
export class ChangeScope {
  readonly reader: Reader;
  readonly settings: Settings;

  static async open(context: ToolContext): Promise<ChangeScope> {
    return new ChangeScope(await Reader.open(context), context.settings);
  }

  private constructor(reader: Reader, settings: Settings) {
    this.reader = reader;
    this.settings = settings;
  }

  organization(name: string | undefined): Promise<string> {
    return this.reader.organizationId(name);
  }

  /** The id of a person of an organization, by name, login or id. */
  async user(organizationId: string, field: string, value: string): Promise<string> {
    const find = ({ people }: Names) => people.resolve({ field, kind: 'user', value }).id;
    return await this.reader.withNames(organizationId, find);
  }

  async group(organizationId: string, field: string, value: string): Promise<string> {
    const find = ({ directory }: Names) => directory.groups.resolve({ field, kind: 'group', value }).id;
    return await this.reader.withNames(organizationId, find);
  }

  /** The id of an item of the organization's settings, by its label. */
  async setting(
    organizationId: string,
    kind: 'category' | 'payment method' | 'option list',
    field: string,
    value: string,
  ): Promise<string> {
    return await this.reader.withNames(organizationId, ({ directory }) => {
      const index =
        kind === 'category'
          ? directory.categories
          : kind === 'payment method'
            ? directory.paymentMethods
            : listsOf(directory.fields);
      return index.resolve({ field, kind, value }).id;
    });
  }

  /** The key of a custom field, by its label. */
  async customField(organizationId: string, of: 'expense' | 'vehicle', field: string, value: string): Promise<string> {
    const wanted = { field, kind: `custom field of ${of}s`, value };
    return await this.reader.withNames(organizationId, ({ directory }) => directory.fields[of].resolve(wanted).id);
  }

  /** A body with ids in place of the names that the caller wrote; `owner` is whose custom fields it has. */
  async body(
    organizationId: string,
    at: string,
    value: unknown,
    owner?: keyof OrganizationDirectory['fields'],
  ): Promise<Record<string, unknown>> {
    const names = await this.reader.withNames(organizationId, (each) => each);
    return (await resolvedBody(value, at, { names, reader: this.reader, owner })) as Record<string, unknown>;
  }
}
