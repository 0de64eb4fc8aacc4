import { organizationList } from './organization-list.ts';

/** The warning rules of an organization. */
export const { key: warningRulesKey, read: warningRulesOf } = organizationList('warningRules', (jenji, request, call) =>
  jenji.warningRules.list(request, call),
);
