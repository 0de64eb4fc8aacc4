import * as z from 'zod';
import type { PathParameterName, PathTemplate } from './path-parameters.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a call can do to the data, and what that means. */
export const hazards = {
  /** Also where the method is POST: searches, storage links, mileage. */
  read: 'changes nothing',
  create: 'adds a record',
  merge: 'changes the named fields only',
  replace: 'clears or disables whatever the request leaves out',
  transition: 'moves a workflow, or lets people in or out',
  delete: 'removes or detaches',
  reset: 'destroys beyond one record',
} as const;

export type Hazard = keyof typeof hazards;

interface EndpointDeclaration<
  Path extends string,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Level extends Hazard,
> {
  method: HttpMethod;
  /** Template with the parameters in braces; their types are in `path-parameters.ts`. */
  path: Path;
  /** One line, our own words: what the call does, and what it destroys if it does. */
  summary: string;
  hazard: Level;
  /** Strict object of the query parameters; absent where there are none. */
  query?: Query;
  /** Strict schema of the JSON body; absent where none is sent. */
  body?: Body;
  /** Fields of the body that have to repeat a path parameter, such as `{ id: 'optionId' }`. */
  bodyRepeats?: Readonly<Record<string, PathParameterName>>;
  /** Of a body that is a list: items without this field are created, with each request anew. */
  createsWithout?: string;
  /** Loose schema of the JSON answer; `noContent` where nothing is documented. */
  response: Response;
}

export interface Endpoint<
  Path extends string = string,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Level extends Hazard = Hazard,
> extends EndpointDeclaration<Path, Query, Body, Response, Level> {
  /** Parameter names in the order of the template. */
  pathParameters: readonly PathParameterName[];
}

/** Declares one operation. Everything else that knows the operation derives from the value returned. */
export function endpoint<
  const Path extends string,
  Response extends z.ZodType,
  const Level extends Hazard,
  Query extends z.ZodObject = never,
  Body extends z.ZodType = never,
>(
  declaration: EndpointDeclaration<Path, Query, Body, Response, Level> & { path: PathTemplate<Path> },
): Endpoint<Path, Query, Body, Response, Level> {
  const pathParameters = [...declaration.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as PathParameterName);
  return { ...declaration, pathParameters };
}

/** The answer of an operation that documents none: an empty body, the text `null`, or anything, all ignored. */
export const noContent = z.unknown().transform(() => undefined);
