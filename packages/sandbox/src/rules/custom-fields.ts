import type { CustomField, CustomFieldState, CustomFieldValues, CustomOption } from '../world/index.ts';
import { groupAndAncestors } from './groups.ts';
import { isEmpty, isInScope, ownValue, type ScopeContext } from './scope-condition.ts';

export interface CustomFieldProblem {
  readonly key: string;
  /** What is wrong with the value, in words that name the field, the rule and what would do. */
  readonly message: string;
}

/**
 * Whether the user may fill the field in: it is not disabled, its scope conditions hold, and the list of groups that may
 * edit it (without one: that may see it) names the user's group or one above it (no list: everybody).
 */
function isUsableField(state: CustomFieldState, context: ScopeContext): boolean {
  const { field, disabled, editableScopeCondition } = state;
  if (disabled || !isInScope(field.visibleScopeCondition, context) || !isInScope(editableScopeCondition, context)) {
    return false;
  }
  const { editableByGroups = [], visibleByGroups = [] } = field;
  const groupIds = editableByGroups.length > 0 ? editableByGroups : visibleByGroups;
  if (groupIds.length === 0) return true;
  const { user, groups = [] } = context;
  return user !== undefined && groupAndAncestors(user.groupId, groups).some((id) => groupIds.includes(id));
}

/** Keys of the required fields that are usable here and have no value, in the order of the definitions. */
export function missingCustomFields(
  fields: readonly CustomFieldState[],
  values: CustomFieldValues | null | undefined,
  context: ScopeContext,
): string[] {
  return fields
    .filter(({ field }) => field.required && isEmpty(ownValue(values, field.key)))
    .filter((state) => isUsableField(state, context))
    .map(({ field }) => field.key);
}

/**
 * The values that do not fit their definition: JSON type, bounds, options that are unknown, or disabled and not among
 * the `present` values. Keys without a definition are let through, as the service's own examples send some; types that
 * are not known here accept anything.
 */
export function customFieldProblems(
  fields: readonly CustomFieldState[],
  values: CustomFieldValues | null | undefined,
  optionLists: ReadonlyMap<string, readonly CustomOption[]>,
  present?: CustomFieldValues,
): CustomFieldProblem[] {
  return fields.flatMap(({ field }) => {
    const value = ownValue(values, field.key);
    if (isEmpty(value)) return [];
    const kept = ownValue(present, field.key);
    const message =
      typeProblem(field, value) ?? boundsProblem(field, value) ?? optionProblem(field, value, optionLists, kept);
    return message ? [{ key: field.key, message: `Custom field "${field.key}" (${field.type}) ${message}` }] : [];
  });
}

const isText = (value: unknown) => typeof value === 'string';
const isTextList = (value: unknown) => Array.isArray(value) && value.every(isText);
const isWhole = (value: unknown) => Number.isSafeInteger(value);

/** What a value of each type looks like in JSON. */
const types: Readonly<Record<string, { readonly fits: (value: unknown) => boolean; readonly needs: string }>> = {
  DATE: { fits: isWhole, needs: 'needs a date as milliseconds since 1970' },
  LONG: { fits: isWhole, needs: 'needs a whole number' },
  NUMBER: { fits: (value) => typeof value === 'number' && Number.isFinite(value), needs: 'needs a number' },
  BOOLEAN: { fits: (value) => typeof value === 'boolean', needs: 'needs true or false' },
  STRING: { fits: isText, needs: 'needs a text' },
  LONGTEXT: { fits: isText, needs: 'needs a text' },
  EXTERNAL: { fits: isText, needs: 'needs a text' },
  STRING_SET: { fits: isTextList, needs: 'needs a list of texts' },
  LIST: { fits: (value) => isText(value) || isTextList(value), needs: 'needs the id of an option, or a list of them' },
  FILES: { fits: isTextList, needs: 'needs a list of file keys' },
  TIME_HH_MM: {
    fits: (value) => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
    needs: 'needs a time as HH:MM',
  },
  PLACE: {
    fits: (value) => isText(value) || (typeof value === 'object' && value !== null && !Array.isArray(value)),
    needs: 'needs an address or a place',
  },
};

export const customFieldTypes: readonly string[] = Object.keys(types);

function typeProblem({ type }: CustomField, value: unknown): string | undefined {
  const known = Object.hasOwn(types, type) ? types[type] : undefined;
  return known && !known.fits(value) ? known.needs : undefined;
}

function boundsProblem(field: CustomField, value: unknown): string | undefined {
  if (typeof value !== 'number' || (field.type !== 'NUMBER' && field.type !== 'LONG')) return undefined;
  const minimum = field.validation?.minimumValue ?? field.minimumValue;
  const maximum = field.validation?.maximumValue ?? field.maximumValue;
  if (minimum !== undefined && value < minimum) return `must be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `must be at most ${maximum}`;
  return undefined;
}

function optionProblem(
  { type, listId }: CustomField,
  value: unknown,
  optionLists: ReadonlyMap<string, readonly CustomOption[]>,
  kept: unknown,
): string | undefined {
  const options = type === 'LIST' && listId !== undefined ? optionLists.get(listId) : undefined;
  if (!options) return undefined;
  for (const id of Array.isArray(value) ? value : [value]) {
    const option = options.find((each) => each.id === id);
    if (!option) return `has no option "${id}"`;
    const isKept = Array.isArray(kept) ? kept.includes(id) : kept === id;
    if (option.disabled && !isKept) return `has its option "${id}" disabled`;
  }
  return undefined;
}
