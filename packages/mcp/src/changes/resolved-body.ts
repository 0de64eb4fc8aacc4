import { epochMsOfLocalDate, isLocalDate } from '@jenji-kit/client';
import { dottedPath } from '@jenji-kit/client/contract';
import { allLabels, labelOf } from '../directory/labels.ts';
import { NameIndex } from '../directory/name-index.ts';
import type { OrganizationDirectory } from '../directory/organization-directory.ts';
import type { Names, Reader } from '../directory/reader.ts';
import { isRecord } from '../operations/chosen-fields.ts';
import { indexOf, kindOf } from './named-in.ts';

type FieldOwner = keyof OrganizationDirectory['fields'];

interface Surroundings {
  names: Names;
  reader: Reader;
  /** Whose custom fields `customFields` holds; they are left as they are where nothing is said. */
  owner?: FieldOwner | undefined;
}

/**
 * What a caller wrote, with ids in place of names: categories, payment methods, groups and people wherever a field takes
 * their id; custom fields by label, their options by label, their dates as YYYY-MM-DD.
 *
 * @param at The argument it stands in, for errors.
 * @throws InvalidInput with the nearest candidates for a name that is none.
 */
export async function resolvedBody(value: unknown, at: string, around: Surroundings): Promise<unknown> {
  return await resolved(value, [at], around);
}

async function resolved(value: unknown, path: readonly (string | number)[], around: Surroundings): Promise<unknown> {
  const { names, owner } = around;
  if (typeof value === 'string') {
    const kind = kindOf(path.slice(1));
    if (kind === undefined) return value;
    return indexOf(names, kind).resolve({ field: written(path), kind, value }).id;
  }
  if (Array.isArray(value)) {
    return await Promise.all(value.map((item, index) => resolved(item, [...path, index], around)));
  }
  if (!isRecord(value)) return value;
  const last = path.at(-1);
  if (owner && (last === 'customFields' || last === 'customFieldsValues')) {
    return await customValues(value, path, { ...around, owner });
  }
  const members = Object.entries(value).map(
    async ([name, member]) => [name, await resolved(member, [...path, name], around)] as const,
  );
  return Object.fromEntries(await Promise.all(members));
}

async function customValues(
  values: Readonly<Record<string, unknown>>,
  path: readonly (string | number)[],
  { names: { directory }, reader, owner }: Surroundings & { owner: FieldOwner },
): Promise<Record<string, unknown>> {
  const fields = directory.fields[owner];
  const entries = Object.entries(values).map(async ([key, value]) => {
    const field = written([...path, key]);
    const { id, source } = fields.resolve({ field, kind: `custom field of ${owner.replace('_', ' ')}`, value: key });
    if (typeof value !== 'string') return [id, value] as const;
    if (source.type === 'DATE' && isLocalDate(value)) return [id, epochMsOfLocalDate(value)] as const;
    if (source.type !== 'LIST' || !source.listId) return [id, value] as const;
    const options = (await reader.options(directory.id, source.listId)).map(({ id: option, labelsPerLanguage }) => ({
      id: option ?? '',
      name: labelOf(labelsPerLanguage, directory.source.masterLanguage) ?? option ?? '',
      otherNames: allLabels(labelsPerLanguage),
    }));
    return [id, new NameIndex(options).resolve({ field, kind: 'option', value }).id] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function written(path: readonly (string | number)[]): string {
  return dottedPath(
    '',
    path.filter((step) => step !== ''),
  );
}
