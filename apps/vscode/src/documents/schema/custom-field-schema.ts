import * as l10n from '@vscode/l10n';
import { labelIn } from '../labels.ts';
import { enumOf } from './choice-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import type { FieldFacts } from './organization-facts.ts';

/** What a value of a custom field looks like. The value that is there is always right. */
export function customFieldSchema({ field, options }: FieldFacts, present: unknown, language: string): JsonSchema {
  const { key, type, required, labelsPerLanguage } = field;
  const label = labelIn(labelsPerLanguage, language) ?? key;
  const meaning = [
    `${label} (${type ?? '?'})`,
    ...(type === 'DATE' ? [l10n.t('A day, as milliseconds since 1970 (UTC).')] : []),
    ...(required ? [l10n.t('Required.')] : []),
  ];
  const shape = shapeOf({ field, options }, present);
  return { title: label, description: meaning.join(' '), ...shape };
}

function shapeOf({ field, options }: FieldFacts, present: unknown): JsonSchema {
  const minimum = field.validation?.minimumValue ?? field.minimumValue;
  const maximum = field.validation?.maximumValue ?? field.maximumValue;
  const bounds = { ...(minimum != null && { minimum }), ...(maximum != null && { maximum }) };
  switch (field.type) {
    case 'DATE':
      return { type: ['integer', 'null'] };
    case 'LONG':
      return { type: ['integer', 'null'], ...bounds };
    case 'NUMBER':
      return { type: ['number', 'null'], ...bounds };
    case 'BOOLEAN':
      return { type: ['boolean', 'null'] };
    case 'STRING':
    case 'LONGTEXT':
    case 'EXTERNAL':
      return { type: ['string', 'null'] };
    case 'TIME_HH_MM':
      return {
        type: ['string', 'null'],
        pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
        errorMessage: l10n.t('Write the time as HH:MM, such as 08:30.'),
      };
    case 'LIST': {
      // One option, or several of them.
      const choice = options ? enumOf(options, presentTexts(present)) : { type: 'string' };
      return { anyOf: [choice, { type: 'array', items: choice }, { type: 'null' }] };
    }
    case 'STRING_SET':
    case 'FILES':
      return { type: ['array', 'null'], items: { type: 'string' } };
    case 'PLACE':
      return { type: ['string', 'object', 'null'] };
    default:
      // Types that Jenji adds later take anything.
      return {};
  }
}

function presentTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
}
