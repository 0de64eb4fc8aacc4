import type { CustomFieldState, OrganizationGroup, OrganizationState, User, UserInvitation } from '../world/index.ts';

/** Shapes of answers that differ from the state. Lists that are empty are left out, as in the manual's examples. */

export const list = <Item>(data: Item[]) => ({ data });

export function organizationSummary({ header }: OrganizationState) {
  const { states, availableLanguages, features, templateId, ...summary } = header;
  return summary;
}

export function organizationView(organization: OrganizationState) {
  const { header, categories, groups, customFields } = organization;
  return {
    ...header,
    states: filled(header.states),
    features: Object.keys(header.features).length > 0 ? header.features : undefined,
    categories,
    groups: groups.map((group) => groupView(organization, group)),
    userCustomFields: fields(customFields.user),
    groupCustomFields: fields(customFields.group),
    expenseCustomFields: fields(customFields.expense),
    expenseRequestCustomFields: fields(customFields.expenseRequest),
    advanceCustomFields: fields(customFields.advance),
    vehicleCustomFields: fields(customFields.vehicle),
  };
}

export function groupView({ paymentMethods }: OrganizationState, { paymentMethodIds, ...group }: OrganizationGroup) {
  const usable = paymentMethodIds && paymentMethods.filter(({ id }) => paymentMethodIds.includes(id));
  return { ...group, paymentMethods: filled(usable) };
}

export function userView(user: User | UserInvitation) {
  return {
    ...user,
    vehicles: filled(user.vehicles),
    profiles: filled(user.profiles),
    delegations: filled(user.delegations),
  };
}

function fields(states: CustomFieldState[]) {
  return filled(states.map(({ field }) => field));
}

function filled<Item>(items: Item[] = []): Item[] | undefined {
  return items.length > 0 ? items : undefined;
}
