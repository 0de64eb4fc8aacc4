import type { CustomField } from '@jenji-kit/client';
import type { Connection } from '../../accounts/connection.ts';
import { customOptionsOf } from '../../readings/custom-options.ts';
import { organizationOf } from '../../readings/organization.ts';
import { paymentMethodsOf } from '../../readings/payment-methods.ts';
import type { ReadOptions } from '../../readings/readings.ts';
import { usersOf } from '../../readings/users.ts';
import { shown } from '../../words/shown.ts';
import type { CustomFieldOwner } from '../document-kind.ts';
import { labelIn, textOf } from '../labels.ts';

/** A value that can be chosen, and what people call it. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly isDisabled: boolean;
}

/** A custom field, and what can be chosen in it. */
export interface FieldFacts {
  readonly field: CustomField & { readonly key: string };
  /** Of a list; undefined where its options could not be read. */
  readonly options?: readonly Choice[] | undefined;
}

/** What an organization calls its things. Absent where it could not be read: then nothing is checked against it. */
export interface OrganizationFacts {
  readonly groups?: readonly Choice[] | undefined;
  readonly categories?: readonly Choice[] | undefined;
  readonly paymentMethods?: readonly Choice[] | undefined;
  readonly users?: readonly Choice[] | undefined;
  readonly customFields?: readonly FieldFacts[] | undefined;
}

interface Wanted {
  /** Whose custom fields. */
  readonly owner?: CustomFieldOwner | undefined;
  readonly users: boolean;
  /** Of labels: two letters. */
  readonly language: string;
}

/** More people than this are no help in a list. */
const mostUsers = 2000;

/** Reads what is not known yet. What cannot be read is left out: a document can be edited without it. */
export async function organizationFacts(
  connection: Connection,
  organizationId: string,
  { owner, users, language }: Wanted,
  options: ReadOptions = {},
): Promise<OrganizationFacts> {
  const known = <Value>(reading: Promise<{ readonly value: Value }>): Promise<Value | undefined> =>
    reading.then(
      ({ value }) => value,
      () => undefined,
    );
  const [organization, paymentMethods, people] = await Promise.all([
    known(organizationOf(connection, organizationId, options)),
    known(paymentMethodsOf(connection, organizationId, options)),
    users ? known(usersOf(connection, organizationId, options)) : undefined,
  ]);
  const fields = owner && organization?.[`${owner}CustomFields`];
  const customFields = fields?.flatMap((field) => (field.key ? [{ ...field, key: field.key }] : []));
  return {
    groups: choices(
      organization?.groups,
      ({ id }) => id,
      ({ name }) => textOf(name),
    ),
    categories: choices(organization?.categories, ({ id }) => id, labelled(language)),
    paymentMethods: choices(
      paymentMethods,
      ({ id }) => id,
      (each) => labelled(language)(each) ?? textOf(each.label),
    ),
    users:
      people && people.length <= mostUsers
        ? choices(
            people,
            ({ id }) => id,
            ({ firstName, lastName, login }) => {
              const name = [textOf(firstName), textOf(lastName)].filter(Boolean).join(' ');
              return [name, textOf(login)].filter(Boolean).join(', ');
            },
          )
        : undefined,
    customFields:
      customFields &&
      (await Promise.all(
        customFields.map(async (field): Promise<FieldFacts> => {
          if (field.type !== 'LIST' || !field.listId) return { field };
          const list = await known(customOptionsOf(connection, organizationId, field.listId, options));
          return { field, options: choices(list, ({ id }) => id, labelled(language)) };
        }),
      )),
  };
}

function labelled(language: string) {
  return ({ labelsPerLanguage }: { labelsPerLanguage?: unknown }) => labelIn(labelsPerLanguage, language);
}

function choices<Item extends object>(
  items: readonly Item[] | null | undefined,
  idOf: (item: Item) => string | null | undefined,
  labelOf: (item: Item) => string | undefined,
): readonly Choice[] | undefined {
  return items?.flatMap((item) => {
    const id = idOf(item);
    const isDisabled =
      ('disabled' in item && item.disabled === true) || ('blockedAt' in item && Boolean(item.blockedAt));
    return id ? [{ id, label: shown(labelOf(item)) || id, isDisabled }] : [];
  });
}
