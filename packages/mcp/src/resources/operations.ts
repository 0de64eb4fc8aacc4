import {
  chapters,
  describeOperation,
  type Field,
  isOperationId,
  type OperationId,
  type Shape,
} from '@jenji-kit/client';
import { waysToCall } from '../operations/ways-to-call.ts';
import { InvalidInput } from '../registry/invalid-input.ts';
import { defineResource } from './define-resource.ts';
import { icons } from './icons.ts';
import { nearestOperations } from './nearest-operations.ts';
import { uriOf } from './resource-uri.ts';

const operationUri = 'jenji://operations/{operation}';

export const operations = defineResource({
  uri: 'jenji://operations',
  name: 'operations',
  title: 'Operations of the Jenji API',
  description: 'Every documented operation by chapter: id, what it does, hazard. Costs no request.',
  toolset: 'operations',
  icon: icons.book,
  priority: 0.3,
  async read() {
    return {
      own: {
        how_to_read: `${uriOf('jenji://operations/{operation}', { operation: 'users.get' })} documents one operation.`,
        chapters: Object.fromEntries(
          Object.entries(chapters).map(([chapter, members]) => [
            chapter,
            Object.entries(members).map(([id, { hazard, summary }]) => `${id} (${hazard}): ${summary}`),
          ]),
        ),
      },
    };
  },
});

export const operation = defineResource({
  uri: operationUri,
  name: 'operation',
  title: 'Operation of the Jenji API',
  description:
    'One operation by its id, such as users.get: what it does, its hazard, every parameter and field, and which tool of this server calls it. Costs no request.',
  toolset: 'operations',
  icon: icons.book,
  priority: 0.3,
  async read({ operation: id }, { settings }) {
    if (!isOperationId(id)) {
      throw new InvalidInput({
        field: 'operation',
        rule: 'is no operation id',
        fix: `Nearest: ${nearestOperations(id, 5).join(', ')}.`,
      });
    }
    return { own: reference(id, waysToCall(id, settings)) };
  },
});

function reference(id: OperationId, ways: readonly string[]): Record<string, unknown> {
  const { method, path, summary, hazard, parameters, answer } = describeOperation(id);
  return {
    id,
    summary,
    request: `${method} ${path}`,
    hazard,
    call_with: ways.length > 0 ? ways : ['nothing: this server cannot call it'],
    ...(parameters.path.length > 0 && { path: fieldLines(parameters.path) }),
    ...(parameters.query.length > 0 && { query: fieldLines(parameters.query) }),
    ...(parameters.body && { body: shapeLines(parameters.body) }),
    answer: shapeLines(answer),
  };
}

function shapeLines({ type, groups }: Shape): Record<string, unknown> {
  const [only, ...others] = groups;
  if (!only) return { type };
  if (others.length === 0) return { type, fields: fieldLines(only.fields) };
  return {
    type,
    fields_by_type: Object.fromEntries(groups.map(({ variant = '', fields }) => [variant, fieldLines(fields)])),
  };
}

/** `{ "login": "text, required. Who …" }`. */
function fieldLines(fields: readonly Field[]): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ name, type, required, values, open, description }) => [
      name,
      [
        [type, required ? 'required' : ''].filter(Boolean).join(', '),
        values && `${open ? 'such as' : 'one of'} ${values.join(', ')}`,
        description?.replace(/\.$/, ''),
      ]
        .filter(Boolean)
        .join('. '),
    ]),
  );
}
