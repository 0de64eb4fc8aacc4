import { ruleOf } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import type * as z from 'zod';
import type { FieldIssue } from './document-kind.ts';
import { canonicalText, type Fields, isFields, ownValue, saysTheSame } from './nothing.ts';
import { readOnlyMember } from './schema/document-schema.ts';

/**
 * What is wrong with an edit by the contract's rules. What Jenji shows is not the person's mistake, so nothing is said
 * of what was there before.
 */
export function contractIssues(rules: z.ZodObject, before: Fields, after: Fields): FieldIssue[] {
  const present = new Set(issuesOf(rules, before).map(textOfIssue));
  return issuesOf(rules, after).filter((issue) => !present.has(textOfIssue(issue)) || isChanged(issue, before, after));
}

function issuesOf(rules: z.ZodObject, fields: Fields): FieldIssue[] {
  const { error } = rules.safeParse(fields, { error: ruleOf });
  return (error?.issues ?? []).flatMap((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    if (issue.code !== 'unrecognized_keys') return { path, message: issue.message };
    return issue.keys.map((key) => ({ path: [...path, key], message: issue.message }));
  });
}

const textOfIssue = ({ path, message }: FieldIssue) => `${JSON.stringify(path)} ${message}`;

function isChanged({ path: [name] }: FieldIssue, before: Fields, after: Fields): boolean {
  return !saysTheSame(ownValue(before, String(name)), ownValue(after, String(name)));
}

/** What of the read-only part was changed. Leaving all of it out changes nothing. */
export function readOnlyIssues(before: Fields, after: unknown): FieldIssue[] {
  if (after === undefined) return [];
  const message = l10n.t('cannot be changed here: put back what stood there, or revert the document');
  if (!isFields(after)) return [{ path: [readOnlyMember], message }];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => canonicalText(ownValue(before, name)) !== canonicalText(ownValue(after, name)))
    .map((name) => ({ path: [readOnlyMember, name], message }));
}
