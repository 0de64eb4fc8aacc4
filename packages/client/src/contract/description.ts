import * as z from 'zod';
import type { Hazard, HttpMethod } from './endpoint.ts';
import { type Field, fieldsOf, type Shape, shapeOf } from './fields.ts';
import { type Operation, type OperationId, operations } from './operations.ts';
import { pathParameters } from './path-parameters.ts';

/** An operation as documentation and tools show it. */
export interface OperationDescription {
  id: OperationId;
  method: HttpMethod;
  /** Template with the parameters in braces. */
  path: string;
  summary: string;
  hazard: Hazard;
  /** What goes into `path`, `query` and `body` of the arguments; `body` is absent where none is sent. */
  parameters: { path: Field[]; query: Field[]; body?: Shape };
  answer: Shape;
}

/** Everything the contract says of an operation, as plain data. */
export function describeOperation(id: OperationId): OperationDescription {
  const operation: Operation = operations[id];
  const { method, path, summary, hazard, query, body, response } = operation;
  const inPath = Object.fromEntries(operation.pathParameters.map((name) => [name, pathParameters[name]]));
  return {
    id,
    method,
    path,
    summary,
    hazard,
    parameters: {
      path: fieldsOf(z.strictObject(inPath)),
      query: query ? fieldsOf(query) : [],
      ...(body && { body: shapeOf(body) }),
    },
    answer: shapeOf(response),
  };
}
