import { organizationList } from './organization-list.ts';

/** The allowance templates of an organization, disabled ones included. */
export const { key: allowanceTemplatesKey, read: allowanceTemplatesOf } = organizationList(
  'allowanceTemplates',
  (jenji, request, call) => jenji.allowanceTemplates.list(request, call),
);
