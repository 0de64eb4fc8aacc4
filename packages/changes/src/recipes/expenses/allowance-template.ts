import type { AllowanceTemplate } from '@jenji-kit/client';
import { named } from '../../forms/naming.ts';
import type { Reading } from '../../recipe.ts';
import { canonicalJson } from '../../state.ts';

/** The template of an allowance; undefined where it cannot be found. There is no operation that reads one. */
export async function allowanceTemplateOf(
  reading: Reading,
  organizationId: string | null | undefined,
  templateId: string | null | undefined,
): Promise<AllowanceTemplate | undefined> {
  if (!organizationId || !templateId) return undefined;
  const { data } = await reading.call('allowanceTemplates.list', { path: { organizationId } });
  return data.find((each) => each.templateId === templateId);
}

export function nameOfTemplate(template: AllowanceTemplate | undefined): string {
  return named('allowance template', template?.templateId ?? '', template?.labelsPerLanguage);
}

/** What an allowance takes from its template, and may be given only where the template leaves it open. */
export function fixedByTemplate(template: AllowanceTemplate | undefined): string[] {
  if (template === undefined) return [];
  const { country, category, paymentMethodId, labelsPerLanguage } = template;
  const set = { country, category, paymentMethodId, label: labelsPerLanguage };
  return Object.entries(set).flatMap(([field, value]) => (value && canonicalJson(value) !== '' ? [field] : []));
}
