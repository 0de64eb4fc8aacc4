import type { ReadingContext } from '../directory/reader.ts';
import type { ToolContext } from '../registry/tool-context.ts';
import type { Toolset } from '../registry/toolsets.ts';
import type { Icon } from './icons.ts';
import type { VariablesOf } from './resource-uri.ts';

/** One resource, or one kind of resource where its URI has variables. */
export interface ResourceDeclaration<Uri extends string> {
  /** `jenji://…`, with variables in braces, each a whole segment. */
  uri: Uri;
  /** For programs: words with dashes. */
  name: string;
  /** What a person sees in a menu. */
  title: string;
  /** What it holds, in which form its variables are given, and what reading it costs. */
  description: string;
  /** It is only there when these tools are. */
  toolset: Toolset;
  /** A record as JSON, which is the default, or a file whose type is known when it is read. */
  holds?: 'json' | 'file';
  icon: Icon;
  /** Whether it is a list that may go on with a cursor: see `pageOfResource`. */
  paged?: boolean;
  /** How much a model needs it, from 0 to 1. */
  priority: number;
  /** Whom it is for; default both. */
  audience?: ('user' | 'assistant')[];
  /** Reads it. The client's errors and `InvalidInput` may pass: one place makes protocol errors of them. */
  read(variables: Record<VariablesOf<Uri>, string>, context: ResourceContext): Promise<Contents>;
}

/** What a resource is read with. */
export interface ResourceContext extends ReadingContext, Pick<ToolContext, 'changes'> {
  /** Where a list goes on; undefined at its beginning. */
  readonly cursor: string | undefined;
}

/**
 * What a resource holds: a record whose texts are fenced on the way out, a record of this server's own words, or the
 * bytes of a file.
 */
export type Contents =
  | { readonly record: Readonly<Record<string, unknown>> }
  | { readonly own: Readonly<Record<string, unknown>> }
  | { readonly bytes: Uint8Array; readonly mimeType: string };

/** A resource of any URI. */
export interface Resource extends Omit<ResourceDeclaration<string>, 'read'> {
  read(variables: Readonly<Record<string, string>>, context: ResourceContext): Promise<Contents>;
}

export function defineResource<const Uri extends `jenji://${string}`>(declaration: ResourceDeclaration<Uri>): Resource {
  return {
    ...declaration,
    // Who reads has matched the URI: it has exactly the variables of the template.
    read: (variables, context) => declaration.read(variables as Record<VariablesOf<Uri>, string>, context),
  };
}
