import { type Organization, operations } from '@jenji-kit/client';
import { named } from '../../forms/naming.ts';
import { patched, patchedBack } from '../../forms/patch.ts';
import { bodyFields, patchOf } from '../../forms/replacement.ts';
import { type Recipe, recipe } from '../../recipe.ts';

const clearable = ['masterLanguage', 'masterCurrency', 'masterCountry'];
const fields = ['name', ...clearable];

const body = patchOf(bodyFields(operations['organizations.patch']));

/** What an organization is by itself: its lists have operations of their own. */
export function headerOf({
  categories: _categories,
  groups: _groups,
  userCustomFields: _userCustomFields,
  groupCustomFields: _groupCustomFields,
  expenseCustomFields: _expenseCustomFields,
  expenseRequestCustomFields: _expenseRequestCustomFields,
  advanceCustomFields: _advanceCustomFields,
  vehicleCustomFields: _vehicleCustomFields,
  ...header
}: Organization) {
  return header;
}

export const organizationRecipe: Recipe = recipe({
  operation: 'organizations.patch',
  body,
  clearable,
  async read(reading, { path }) {
    return { organization: headerOf(await reading.call('organizations.get', { path })) };
  },
  prepare({ organization }, { path, body: set, clear }) {
    const { body: sent, record, losses } = patched(organization, set, clear);
    const currency = Object.hasOwn(sent, 'masterCurrency') && sent.masterCurrency !== organization.masterCurrency;
    return {
      title: `Change ${named('organization', path.organizationId, organization.name)}`,
      args: { path, body: sent },
      expected: { organization: record },
      losses,
      notes: currency
        ? [
            'Amounts are reported in this currency. Whether those converted before are converted again is not documented.',
          ]
        : [],
    };
  },
  reverse({ request: { path }, before, after }) {
    const { except, ...back } = patchedBack(fields, clearable, before.organization, after.organization);
    return { requests: [{ operation: 'organizations.patch', path, ...back }], except };
  },
});
