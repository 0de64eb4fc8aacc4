import { z } from 'zod';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What a call can do to the data.
 *
 * - `read` changes nothing (also where the method is POST: searches, storage links, mileage).
 * - `create` adds a record.
 * - `merge` changes named fields only.
 * - `replace` clears or disables whatever the request leaves out.
 * - `transition` is a workflow action, a block, an invitation.
 * - `delete` removes or detaches.
 * - `reset` destroys beyond one record.
 */
export type Hazard = 'read' | 'create' | 'merge' | 'replace' | 'transition' | 'delete' | 'reset';

/** The names between braces in a path template: `'/a/{x}/b/{y}'` gives `'x' | 'y'`. */
export type PathParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameterNames<Rest>
  : never;

export interface EndpointDeclaration<
  Path extends string,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
> {
  method: HttpMethod;
  /** Template with the parameters in braces. */
  path: Path;
  /** One line, our own words: what the call does, and what it destroys if it does. */
  summary: string;
  hazard: Hazard;
  /** Strict object of the query parameters; absent where there are none. */
  query?: Query;
  /** Strict schema of the JSON body; absent where none is sent. */
  body?: Body;
  /** Loose schema of the JSON answer; `noContent` where nothing is documented. */
  response: Response;
}

export interface Endpoint<
  Path extends string = string,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> extends EndpointDeclaration<Path, Query, Body, Response> {
  /** Parameter names in the order of the template. */
  pathParameters: readonly PathParameterNames<Path>[];
}

/** Declares one operation. Everything else that knows the operation derives from the value returned. */
export function endpoint<
  const Path extends string,
  Response extends z.ZodType,
  Query extends z.ZodObject = never,
  Body extends z.ZodType = never,
>(declaration: EndpointDeclaration<Path, Query, Body, Response>): Endpoint<Path, Query, Body, Response> {
  const pathParameters = [...declaration.path.matchAll(/\{([^}]+)\}/g)].map(
    ([, name]) => name as PathParameterNames<Path>,
  );
  return { ...declaration, pathParameters };
}

/** The answer of an operation that documents none: an empty body, the text `null`, or anything, all ignored. */
export const noContent = z.unknown().transform(() => undefined);
