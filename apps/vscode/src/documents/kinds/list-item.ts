import type { WriteOperationId } from '@jenji-kit/changes';
import type { Connection } from '../../accounts/connection.ts';
import type { Reading, ReadOptions } from '../../readings/readings.ts';
import { divided, type ReadOtherwise } from '../content.ts';
import type { DocumentKindName, Ids } from '../document-address.ts';
import type { DocumentKind, Edit } from '../document-kind.ts';
import { labelIn, textOf } from '../labels.ts';
import { type Fields, isFields, ownValue } from '../nothing.ts';
import { bodyOf, fieldsWithout, type PartOf, patch } from '../patch.ts';

interface ListItemOptions {
  readonly name: DocumentKindName;
  readonly key: (ids: Ids) => string;
  readonly reading: (connection: Connection, ids: Ids, options: ReadOptions) => Promise<Reading<readonly object[]>>;
  /** The field that tells items apart, and the id of the path that names it. */
  readonly by: readonly [field: string, idName: string];
  /** Replaces one item. */
  readonly operation: WriteOperationId | ((ids: Ids) => WriteOperationId);
  /** Fields of its body that are not the person's to change. */
  readonly fixed?: readonly string[];
  readonly otherwise?: Readonly<Record<string, ReadOtherwise>>;
  readonly parts?: Readonly<Record<string, PartOf>>;
  /** Ids of the path that only tell where the list is read. */
  readonly notInPath?: readonly string[];
  readonly values?: DocumentKind['values'];
  readonly title?: (record: Fields) => string | undefined;
}

/** The kind of a record that is read in a list and written by itself. */
export function listItemKind(options: ListItemOptions): DocumentKind {
  const { by, fixed = [], otherwise = {}, parts = {}, notInPath = [] } = options;
  const operationOf = (ids: Ids) =>
    typeof options.operation === 'string' ? options.operation : options.operation(ids);
  const body = () => fieldsWithout(bodyOf(operationOf({ owner: 'expense' })), ...fixed);
  return {
    name: options.name,
    key: options.key,
    reading: options.reading,
    find: (value, ids) => itemIn(value, by[0], ids[by[1]]),
    title: (record, language) =>
      options.title?.(record) ?? labelIn(record.labelsPerLanguage, language) ?? textOf(record[by[0]]) ?? '',
    content: (record) => divided(record, Object.keys(body().shape), otherwise),
    editable: body,
    ...(options.values && { values: options.values }),
    changes(ids, before, after): Edit {
      const path = Object.fromEntries(Object.entries(ids).filter(([name]) => !notInPath.includes(name)));
      return patch(before, after, { operation: operationOf(ids), path, fields: Object.keys(body().shape), parts });
    },
  };
}

/** The item of a list by a field; undefined where there is none. */
export function itemIn(list: unknown, field: string, id: string | undefined): Fields | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.find((each): each is Fields => isFields(each) && ownValue(each, field) === id);
}
