import { segmentProblem } from '@jenji-kit/client';

/** The parts of a URI template in braces: `organization` of `jenji://organizations/{organization}`. */
export type VariablesOf<Uri extends string> = Uri extends `${string}{${infer Name}}${infer Rest}`
  ? Name | VariablesOf<Rest>
  : never;

/** A URI taken apart: decoded segments, and where a list goes on. */
export interface ParsedUri {
  readonly segments: readonly string[];
  readonly cursor: string | undefined;
}

const longestUri = 2000;
/** Ids and names are shorter. */
const longestSegment = 300;

const form = /^jenji:\/\/([^?#]*)(?:\?cursor=([\w-]{1,200}))?$/;

/**
 * Takes a URI of this server apart. Each segment is decoded once; what could lead elsewhere in a path of Jenji's (dots,
 * controls, further layers of encoding that hide them) is refused here, before anything is asked for.
 *
 * @returns the rule that the URI breaks, when it cannot be one of this server's.
 */
export function parseUri(uri: string): ParsedUri | { problem: string } {
  if (uri.length > longestUri) return { problem: `A URI has at most ${longestUri} characters.` };
  const [, path, cursor] = form.exec(uri) ?? [];
  if (path === undefined) return { problem: 'URIs of this server begin with jenji:// and have no fragment.' };
  const segments: string[] = [];
  for (const encoded of path.split('/')) {
    const segment = decoded(encoded);
    if (segment === undefined) return { problem: 'A part of the URI is not well percent-encoded.' };
    const problem = segmentProblem(segment);
    if (problem) return { problem: `A part of the URI ${problem}.` };
    if (segment.length > longestSegment)
      return { problem: `A part of a URI has at most ${longestSegment} characters.` };
    segments.push(segment);
  }
  return { segments, cursor };
}

/** The values of a template's variables where the segments fit it, else undefined. */
export function matchUri<Uri extends string>(
  template: Uri,
  segments: readonly string[],
): Record<VariablesOf<Uri>, string> | undefined {
  const wanted = segmentsOf(template);
  if (wanted.length !== segments.length) return undefined;
  const variables: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const name = variableOf(wanted[at] ?? '');
    if (name !== undefined) variables[name] = segment;
    else if (wanted[at] !== segment) return undefined;
  }
  // Every variable of the template is one of its segments.
  return variables as Record<VariablesOf<Uri>, string>;
}

/** The URI of a template with its variables filled in, each percent-encoded as one segment. */
export function uriOf<Uri extends string>(template: Uri, variables: Record<VariablesOf<Uri>, string>): string {
  const values: Readonly<Record<string, string>> = variables;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(wellFormed(values[name] ?? '')));
}

/** The names of a template's variables, in their order. */
export function variableNames(template: string): string[] {
  return segmentsOf(template).flatMap((segment) => variableOf(segment) ?? []);
}

function segmentsOf(template: string): string[] {
  return template.replace(/^jenji:\/\//, '').split('/');
}

function variableOf(segment: string): string | undefined {
  return /^\{(\w+)\}$/.exec(segment)?.[1];
}

function decoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Without halves of surrogate pairs, which have no encoding. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}
