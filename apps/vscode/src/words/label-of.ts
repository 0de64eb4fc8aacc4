import { withoutInvisible } from '@jenji-kit/client/text';

/**
 * The label to show a person: in the language of the editor if there is one, else in the organization's, else English,
 * else any; undefined without labels.
 */
export function labelOf(
  labels: Readonly<Record<string, string | null>> | null | undefined,
  language: string,
  organizationLanguage?: string | null,
): string | undefined {
  if (!labels) return undefined;
  const wanted = [language.slice(0, 2).toLowerCase(), organizationLanguage ?? '', 'en'];
  const found = wanted.map((code) => labels[code]).find((text) => text) ?? Object.values(labels).find((text) => text);
  return found ? withoutInvisible(found) : undefined;
}
