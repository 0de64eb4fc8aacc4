// Generated from the contract by `pnpm --filter @jenji-kit/client generate`. Do not edit.
import type { CallOptions } from './call-options.ts';
import type { CallArguments, ResponseOf } from './contract/index.ts';

/** Every operation as a method, in namespaces as its id is: `expenses.get` is `jenji.expenses.get`. */
export interface JenjiMethods {
  organizations: {
    /**
     * List the organizations the key can see, in short form.
     *
     * Operation `organizations.list`: GET `/api/org/v1/organizations`. Hazard `read`: changes nothing.
     *
     * @returns `{ data: OrganizationSummary[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args?: CallArguments<'organizations.list'>, options?: CallOptions): Promise<ResponseOf<'organizations.list'>>;

    /**
     * Read an organization with its groups, categories, payment methods and custom field definitions.
     *
     * Operation `organizations.get`: GET `/api/org/v1/organizations/{organizationId}`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * @returns `Organization`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    get(args: CallArguments<'organizations.get'>, options?: CallOptions): Promise<ResponseOf<'organizations.get'>>;

    /**
     * Change name, language, currency or country of an organization; what is left out or null stays.
     *
     * Operation `organizations.patch`: PATCH `/api/org/v1/organizations/{organizationId}`. Hazard `merge`: changes the named fields only.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body.name` text. An empty text is ignored.
     * - `body.masterLanguage` text. ISO 639 code, such as en; empty clears it.
     * - `body.masterCurrency` text. ISO 4217 code, such as EUR; empty clears it.
     * - `body.masterCountry` text. ISO 3166 code, such as FR; empty clears it.
     * @returns `Organization`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    patch(args: CallArguments<'organizations.patch'>, options?: CallOptions): Promise<ResponseOf<'organizations.patch'>>;
  };

  groups: {
    /**
     * Add a group to an organization.
     *
     * Operation `groups.create`: POST `/api/org/v1/organizations/{organizationId}/groups`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body.name`* text.
     * - `body.parentGroupId` text. Group to stand under; the root group when left out.
     * - `body.internalId` text. Code of the group in your own systems.
     * @returns `OrganizationGroup`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'groups.create'>, options?: CallOptions): Promise<ResponseOf<'groups.create'>>;

    /**
     * Rename or move a group, or change its code; what is left out or null stays.
     *
     * Operation `groups.patch`: PATCH `/api/org/v1/organizations/{organizationId}/groups/{groupId}`. Hazard `merge`: changes the named fields only.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.groupId`* text. Group id: a UUID, or `root` for the top group.
     * - `body.name` text.
     * - `body.parentGroupId` text. Group to stand under; empty moves it under the root group.
     * - `body.internalId` text. Code of the group in your own systems; empty clears it.
     * @returns `OrganizationGroup`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    patch(args: CallArguments<'groups.patch'>, options?: CallOptions): Promise<ResponseOf<'groups.patch'>>;

    customFields: {
      /**
       * Set custom field values of a group; values of other fields stay.
       *
       * Operation `groups.customFields.patch`: PATCH `/api/org/v1/organizations/{organizationId}/groups/{groupId}/custom-fields`. Hazard `merge`: changes the named fields only.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.groupId`* text. Group id: a UUID, or `root` for the top group.
       * - `body.customFieldsValues`* map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
       * @returns `GroupCustomFields`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      patch(args: CallArguments<'groups.customFields.patch'>, options?: CallOptions): Promise<ResponseOf<'groups.customFields.patch'>>;
    };
  };

  communications: {
    /**
     * List the messages an organization shows to its users.
     *
     * Operation `communications.list`: GET `/api/org/v1/organizations/{organizationId}/communications`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * @returns `{ data: OrganizationCommunication[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args: CallArguments<'communications.list'>, options?: CallOptions): Promise<ResponseOf<'communications.list'>>;

    /**
     * Show a new message to the users of a group.
     *
     * Operation `communications.create`: POST `/api/org/v1/organizations/{organizationId}/communications`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body.code`* text. A name of your choosing, for people.
     * - `body.groupId`* text.
     * - `body.messagesPerLanguage`* map of text. Text by two-letter language code.
     * - `body.level`* text: INFO, WARNING, ERROR, SUCCESS.
     * - `body.startDate` instant. Shown from this instant; at once when left out.
     * - `body.endDate` instant. Shown until this instant; for ever when left out.
     * @returns `OrganizationCommunication`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'communications.create'>, options?: CallOptions): Promise<ResponseOf<'communications.create'>>;

    /**
     * Replace a message; dates left out are cleared.
     *
     * Operation `communications.update`: PUT `/api/org/v1/organizations/{organizationId}/communications/{communicationId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.communicationId`* text. Communication id (UUID).
     * - `body.code`* text. A name of your choosing, for people.
     * - `body.groupId`* text.
     * - `body.messagesPerLanguage`* map of text. Text by two-letter language code.
     * - `body.level`* text: INFO, WARNING, ERROR, SUCCESS.
     * - `body.startDate` instant. Shown from this instant; at once when left out.
     * - `body.endDate` instant. Shown until this instant; for ever when left out.
     * @returns `OrganizationCommunication`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    update(args: CallArguments<'communications.update'>, options?: CallOptions): Promise<ResponseOf<'communications.update'>>;

    /**
     * Delete a message.
     *
     * Operation `communications.delete`: DELETE `/api/org/v1/organizations/{organizationId}/communications/{communicationId}`. Hazard `delete`: removes or detaches.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.communicationId`* text. Communication id (UUID).
     * @returns `nothing`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    delete(args: CallArguments<'communications.delete'>, options?: CallOptions): Promise<ResponseOf<'communications.delete'>>;
  };

  userActivities: {
    /**
     * Count what each user did on each day of a period.
     *
     * Operation `userActivities.list`: GET `/api/org/v1/organizations/{organizationId}/user-activities`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `query.from`* date. First day.
     * - `query.to`* date. Day after the last one.
     * @returns `{ data: DailyUserActivity[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args: CallArguments<'userActivities.list'>, options?: CallOptions): Promise<ResponseOf<'userActivities.list'>>;
  };

  categories: {
    /**
     * List the expense categories of an organization.
     *
     * Operation `categories.list`: GET `/api/org/v1/organizations/{organizationId}/categories`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `query.disabled` boolean. False leaves the disabled ones out. What true does is not documented.
     * @returns `{ data: Category[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args: CallArguments<'categories.list'>, options?: CallOptions): Promise<ResponseOf<'categories.list'>>;

    /**
     * Replace the whole list of categories; those left out are disabled and moved to the end.
     *
     * Operation `categories.replaceAll`: PUT `/api/org/v1/organizations/{organizationId}/categories`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body[].id`* text.
     * - `body[].disabled` boolean. Not usable on new expenses.
     * - `body[].notSelectable` boolean.
     * - `body[].labelsPerLanguage` map of text. Text by two-letter language code.
     * - `body[].ocrMappedStandardCategories` text[]. Standard categories that receipt recognition maps onto this one.
     * - `body[].order` integer. Place in lists.
     * - `body[].parentCategoryId` text. One level only: never give a child to a child.
     * - `body[].iconId` text.
     * - `body[].colorId` text.
     * - `body[].scopeCondition` ScopeCondition. Who can use it, and when.
     * @returns `{ data: Category[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    replaceAll(args: CallArguments<'categories.replaceAll'>, options?: CallOptions): Promise<ResponseOf<'categories.replaceAll'>>;

    /**
     * Replace one category; fields left out are cleared, and disabling it disables its children.
     *
     * Operation `categories.update`: PUT `/api/org/v1/organizations/{organizationId}/categories/{categoryId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.categoryId`* text. Category code, unique in the organization.
     * - `body.disabled` boolean. Not usable on new expenses.
     * - `body.notSelectable` boolean.
     * - `body.labelsPerLanguage` map of text. Text by two-letter language code.
     * - `body.ocrMappedStandardCategories` text[]. Standard categories that receipt recognition maps onto this one.
     * - `body.order` integer. Place in lists.
     * - `body.parentCategoryId` text. One level only: never give a child to a child.
     * - `body.iconId` text.
     * - `body.colorId` text.
     * - `body.scopeCondition` ScopeCondition. Who can use it, and when.
     * @returns `Category`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    update(args: CallArguments<'categories.update'>, options?: CallOptions): Promise<ResponseOf<'categories.update'>>;
  };

  paymentMethods: {
    /**
     * List the payment methods of an organization.
     *
     * Operation `paymentMethods.list`: GET `/api/org/v1/organizations/{organizationId}/payment-methods`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `query.disabled` boolean. False leaves the disabled ones out. What true does is not documented.
     * @returns `{ data: PaymentMethod[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args: CallArguments<'paymentMethods.list'>, options?: CallOptions): Promise<ResponseOf<'paymentMethods.list'>>;

    /**
     * Replace the whole list of payment methods; those left out are disabled.
     *
     * Operation `paymentMethods.replaceAll`: PUT `/api/org/v1/organizations/{organizationId}/payment-methods`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body[].id` text. Id to update; left out, a new payment method is created.
     * - `body[].labelsPerLanguage` map of text. Text by two-letter language code.
     * - `body[].code` text. Code for exports.
     * - `body[].reimbursable` boolean. Whether expenses paid this way are paid back to the user.
     * - `body[].disabled` boolean. Not usable on new expenses.
     * @returns `{ data: PaymentMethod[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    replaceAll(args: CallArguments<'paymentMethods.replaceAll'>, options?: CallOptions): Promise<ResponseOf<'paymentMethods.replaceAll'>>;

    /**
     * Add a payment method.
     *
     * Operation `paymentMethods.create`: POST `/api/org/v1/organizations/{organizationId}/payment-methods`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body.labelsPerLanguage` map of text. Text by two-letter language code.
     * - `body.code` text. Code for exports.
     * - `body.reimbursable` boolean. Whether expenses paid this way are paid back to the user.
     * - `body.disabled` boolean. Not usable on new expenses.
     * @returns `PaymentMethod`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'paymentMethods.create'>, options?: CallOptions): Promise<ResponseOf<'paymentMethods.create'>>;

    /**
     * Replace one payment method; fields left out are cleared.
     *
     * Operation `paymentMethods.update`: PUT `/api/org/v1/organizations/{organizationId}/payment-methods/{paymentMethodId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.paymentMethodId`* text. Payment method id.
     * - `body.id`* text. The id of the path again.
     * - `body.labelsPerLanguage` map of text. Text by two-letter language code.
     * - `body.code` text. Code for exports.
     * - `body.reimbursable` boolean. Whether expenses paid this way are paid back to the user.
     * - `body.disabled` boolean. Not usable on new expenses.
     * @returns `PaymentMethod`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    update(args: CallArguments<'paymentMethods.update'>, options?: CallOptions): Promise<ResponseOf<'paymentMethods.update'>>;
  };

  allowanceTemplates: {
    /**
     * List the allowance templates of an organization.
     *
     * Operation `allowanceTemplates.list`: GET `/api/org/v1/organizations/{organizationId}/allowance-templates`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `query.disabled` boolean. False leaves the disabled ones out. What true does is not documented.
     * @returns `{ data: AllowanceTemplate[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args: CallArguments<'allowanceTemplates.list'>, options?: CallOptions): Promise<ResponseOf<'allowanceTemplates.list'>>;

    /**
     * Add an allowance template.
     *
     * Operation `allowanceTemplates.create`: POST `/api/org/v1/organizations/{organizationId}/allowance-templates`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body.labelsPerLanguage` map of text. Text by two-letter language code.
     * - `body.total` decimal. Amount of the allowance, in `currency`.
     * - `body.currency` text. ISO 4217 code, such as EUR.
     * - `body.country` text. ISO 3166 code, such as FR.
     * - `body.category` text. Category id.
     * - `body.paymentMethodId` text.
     * - `body.order` integer. Place in lists. Null may move it to the end: on update, send the number it has.
     * - `body.disabled` boolean. No new expenses from it. Default false.
     * - `body.requireReceipt` boolean. Default false. Allowances made by API cannot carry a receipt.
     * - `body.creationCondition` ScopeCondition. Who can use it, and when.
     * @returns `AllowanceTemplate`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'allowanceTemplates.create'>, options?: CallOptions): Promise<ResponseOf<'allowanceTemplates.create'>>;

    /**
     * Replace an allowance template; fields left out are cleared, expenses already made from it stay.
     *
     * Operation `allowanceTemplates.update`: PUT `/api/org/v1/organizations/{organizationId}/allowance-templates/{templateId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.templateId`* text. Id of the allowance template, or of the bookkeeper’s organization template.
     * - `body.labelsPerLanguage` map of text. Text by two-letter language code.
     * - `body.total` decimal. Amount of the allowance, in `currency`.
     * - `body.currency` text. ISO 4217 code, such as EUR.
     * - `body.country` text. ISO 3166 code, such as FR.
     * - `body.category` text. Category id.
     * - `body.paymentMethodId` text.
     * - `body.order` integer. Place in lists. Null may move it to the end: on update, send the number it has.
     * - `body.disabled` boolean. No new expenses from it. Default false.
     * - `body.requireReceipt` boolean. Default false. Allowances made by API cannot carry a receipt.
     * - `body.creationCondition` ScopeCondition. Who can use it, and when.
     * @returns `AllowanceTemplate`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    update(args: CallArguments<'allowanceTemplates.update'>, options?: CallOptions): Promise<ResponseOf<'allowanceTemplates.update'>>;
  };

  customFields: {
    expense: {
      /**
       * List the custom fields of expenses.
       *
       * Operation `customFields.expense.list`: GET `/api/org/v1/organizations/{organizationId}/custom-fields/expense`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * @returns `{ data: CustomField[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      list(args: CallArguments<'customFields.expense.list'>, options?: CallOptions): Promise<ResponseOf<'customFields.expense.list'>>;

      /**
       * Replace the whole list of expense custom fields; those left out are disabled.
       *
       * Operation `customFields.expense.replaceAll`: PUT `/api/org/v1/organizations/{organizationId}/custom-fields/expense`. Hazard `replace`: clears or disables whatever the request leaves out.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `body[].key`* text. Code of the field; what it matches by.
       * - `body[].type` text: DATE, LONG, LIST, LONGTEXT, NUMBER, STRING, STRING_SET, TIME_HH_MM, EXTERNAL, PLACE, BOOLEAN, FILES, …. Fixed once the field exists: on update, send the one it has.
       * - `body[].required` boolean.
       * - `body[].labelsPerLanguage` map of text. Text by two-letter language code.
       * - `body[].editableByGroups` text[]. Ids of the groups that can edit it.
       * - `body[].visibleByGroups` text[]. Ids of the groups that can see it.
       * - `body[].order` integer. Place in lists.
       * - `body[].visibleScopeCondition` ScopeCondition. When it is shown.
       * - `body[].configuredByAPI` boolean. True stands for the three flags below and overrides them.
       * - `body[].disableConfiguration` boolean. People cannot configure it in the application.
       * - `body[].disableOptionConfiguration` boolean. People cannot configure its options.
       * - `body[].disableDeletion` boolean. People cannot delete it.
       * - `body[].validation` object. Bounds of a NUMBER or LONG field.
       * - `body[].validation.minimumValue` decimal.
       * - `body[].validation.maximumValue` decimal.
       * - `body[].editableScopeCondition` ScopeCondition. When it can be edited. It cannot be read back: keep it elsewhere.
       * @returns `{ data: CustomField[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      replaceAll(args: CallArguments<'customFields.expense.replaceAll'>, options?: CallOptions): Promise<ResponseOf<'customFields.expense.replaceAll'>>;

      /**
       * Replace one expense custom field; attributes left out are cleared.
       *
       * Operation `customFields.expense.update`: PUT `/api/org/v1/organizations/{organizationId}/custom-fields/expense/{customFieldKey}`. Hazard `replace`: clears or disables whatever the request leaves out.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.customFieldKey`* text. Code of the custom field.
       * - `body.type` text: DATE, LONG, LIST, LONGTEXT, NUMBER, STRING, STRING_SET, TIME_HH_MM, EXTERNAL, PLACE, BOOLEAN, FILES, …. Fixed once the field exists: on update, send the one it has.
       * - `body.required` boolean.
       * - `body.labelsPerLanguage` map of text. Text by two-letter language code.
       * - `body.editableByGroups` text[]. Ids of the groups that can edit it.
       * - `body.visibleByGroups` text[]. Ids of the groups that can see it.
       * - `body.order` integer. Place in lists.
       * - `body.visibleScopeCondition` ScopeCondition. When it is shown.
       * - `body.configuredByAPI` boolean. True stands for the three flags below and overrides them.
       * - `body.disableConfiguration` boolean. People cannot configure it in the application.
       * - `body.disableOptionConfiguration` boolean. People cannot configure its options.
       * - `body.disableDeletion` boolean. People cannot delete it.
       * - `body.validation` object. Bounds of a NUMBER or LONG field.
       * - `body.validation.minimumValue` decimal.
       * - `body.validation.maximumValue` decimal.
       * @returns `CustomField`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      update(args: CallArguments<'customFields.expense.update'>, options?: CallOptions): Promise<ResponseOf<'customFields.expense.update'>>;

      /**
       * Delete one expense custom field.
       *
       * Operation `customFields.expense.delete`: DELETE `/api/org/v1/organizations/{organizationId}/custom-fields/expense/{customFieldKey}`. Hazard `delete`: removes or detaches.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.customFieldKey`* text. Code of the custom field.
       * @returns `nothing`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      delete(args: CallArguments<'customFields.expense.delete'>, options?: CallOptions): Promise<ResponseOf<'customFields.expense.delete'>>;
    };

    vehicle: {
      /**
       * Delete one vehicle custom field.
       *
       * Operation `customFields.vehicle.delete`: DELETE `/api/org/v1/organizations/{organizationId}/custom-fields/vehicle/{customFieldKey}`. Hazard `delete`: removes or detaches.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.customFieldKey`* text. Code of the custom field.
       * @returns `nothing`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      delete(args: CallArguments<'customFields.vehicle.delete'>, options?: CallOptions): Promise<ResponseOf<'customFields.vehicle.delete'>>;

      /**
       * List the custom fields of vehicles.
       *
       * Operation `customFields.vehicle.list`: GET `/api/org/v1/organizations/{organizationId}/custom-fields/vehicle`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * @returns `{ data: CustomField[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      list(args: CallArguments<'customFields.vehicle.list'>, options?: CallOptions): Promise<ResponseOf<'customFields.vehicle.list'>>;

      /**
       * Replace the whole list of vehicle custom fields; those left out are disabled.
       *
       * Operation `customFields.vehicle.replaceAll`: PUT `/api/org/v1/organizations/{organizationId}/custom-fields/vehicle`. Hazard `replace`: clears or disables whatever the request leaves out.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `body[].key`* text. Code of the field; what it matches by.
       * - `body[].type` text: DATE, LONG, LIST, LONGTEXT, NUMBER, STRING, STRING_SET, TIME_HH_MM, EXTERNAL, PLACE, BOOLEAN, FILES, …. Fixed once the field exists: on update, send the one it has.
       * - `body[].required` boolean.
       * - `body[].labelsPerLanguage` map of text. Text by two-letter language code.
       * - `body[].editableByGroups` text[]. Ids of the groups that can edit it.
       * - `body[].visibleByGroups` text[]. Ids of the groups that can see it.
       * - `body[].order` integer. Place in lists.
       * - `body[].visibleScopeCondition` ScopeCondition. When it is shown.
       * - `body[].configuredByAPI` boolean. True stands for the three flags below and overrides them.
       * - `body[].disableConfiguration` boolean. People cannot configure it in the application.
       * - `body[].disableOptionConfiguration` boolean. People cannot configure its options.
       * - `body[].disableDeletion` boolean. People cannot delete it.
       * - `body[].validation` object. Bounds of a NUMBER or LONG field.
       * - `body[].validation.minimumValue` decimal.
       * - `body[].validation.maximumValue` decimal.
       * - `body[].editableScopeCondition` ScopeCondition. When it can be edited. It cannot be read back: keep it elsewhere.
       * @returns `{ data: CustomField[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      replaceAll(args: CallArguments<'customFields.vehicle.replaceAll'>, options?: CallOptions): Promise<ResponseOf<'customFields.vehicle.replaceAll'>>;

      /**
       * Replace one vehicle custom field; attributes left out are cleared.
       *
       * Operation `customFields.vehicle.update`: PUT `/api/org/v1/organizations/{organizationId}/custom-fields/vehicle/{customFieldKey}`. Hazard `replace`: clears or disables whatever the request leaves out.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.customFieldKey`* text. Code of the custom field.
       * - `body.type` text: DATE, LONG, LIST, LONGTEXT, NUMBER, STRING, STRING_SET, TIME_HH_MM, EXTERNAL, PLACE, BOOLEAN, FILES, …. Fixed once the field exists: on update, send the one it has.
       * - `body.required` boolean.
       * - `body.labelsPerLanguage` map of text. Text by two-letter language code.
       * - `body.editableByGroups` text[]. Ids of the groups that can edit it.
       * - `body.visibleByGroups` text[]. Ids of the groups that can see it.
       * - `body.order` integer. Place in lists.
       * - `body.visibleScopeCondition` ScopeCondition. When it is shown.
       * - `body.configuredByAPI` boolean. True stands for the three flags below and overrides them.
       * - `body.disableConfiguration` boolean. People cannot configure it in the application.
       * - `body.disableOptionConfiguration` boolean. People cannot configure its options.
       * - `body.disableDeletion` boolean. People cannot delete it.
       * - `body.validation` object. Bounds of a NUMBER or LONG field.
       * - `body.validation.minimumValue` decimal.
       * - `body.validation.maximumValue` decimal.
       * @returns `CustomField`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      update(args: CallArguments<'customFields.vehicle.update'>, options?: CallOptions): Promise<ResponseOf<'customFields.vehicle.update'>>;
    };
  };

  customOptions: {
    /**
     * List the options of a LIST custom field.
     *
     * Operation `customOptions.list`: GET `/api/org/v1/organizations/{organizationId}/custom-options/{listId}`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.listId`* text. List id, as read from the `listId` of a LIST custom field.
     * @returns `{ data: CustomOption[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args: CallArguments<'customOptions.list'>, options?: CallOptions): Promise<ResponseOf<'customOptions.list'>>;

    /**
     * Create an option, or replace the one with this id; other options stay.
     *
     * Operation `customOptions.upsert`: POST `/api/org/v1/organizations/{organizationId}/custom-options/{listId}/options/{optionId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.listId`* text. List id, as read from the `listId` of a LIST custom field.
     * - `path.optionId`* text. Option id, unique in its list.
     * - `body.id`* text.
     * - `body.labelsPerLanguage` map of text. Text by two-letter language code.
     * - `body.extra` text. Free text; JSON must be encoded as text.
     * - `body.accountingCode` text. Code for accounting exports.
     * - `body.disabled` boolean. Stays on what has it, cannot be chosen any more.
     * - `body.scope` text. A user id, a group id or a user’s custom field value, as set up by Jenji.
     * - `body.scopeCondition` ScopeCondition. When it can be chosen.
     * @returns `CustomOption`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    upsert(args: CallArguments<'customOptions.upsert'>, options?: CallOptions): Promise<ResponseOf<'customOptions.upsert'>>;

    /**
     * Create options, or replace those with these ids; other options stay.
     *
     * Operation `customOptions.batchUpsert`: PATCH `/api/org/v1/organizations/{organizationId}/custom-options/{listId}/options`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.listId`* text. List id, as read from the `listId` of a LIST custom field.
     * - `body[].id`* text.
     * - `body[].labelsPerLanguage` map of text. Text by two-letter language code.
     * - `body[].extra` text. Free text; JSON must be encoded as text.
     * - `body[].accountingCode` text. Code for accounting exports.
     * - `body[].disabled` boolean. Stays on what has it, cannot be chosen any more.
     * - `body[].scope` text. A user id, a group id or a user’s custom field value, as set up by Jenji.
     * - `body[].scopeCondition` ScopeCondition. When it can be chosen.
     * @returns `{ data: CustomOption[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    batchUpsert(args: CallArguments<'customOptions.batchUpsert'>, options?: CallOptions): Promise<ResponseOf<'customOptions.batchUpsert'>>;

    /**
     * Delete an option, if it exists; what still refers to it may fail, so prefer to disable it.
     *
     * Operation `customOptions.delete`: DELETE `/api/org/v1/organizations/{organizationId}/custom-options/{listId}/options/{optionId}`. Hazard `delete`: removes or detaches.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.listId`* text. List id, as read from the `listId` of a LIST custom field.
     * - `path.optionId`* text. Option id, unique in its list.
     * @returns `nothing`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    delete(args: CallArguments<'customOptions.delete'>, options?: CallOptions): Promise<ResponseOf<'customOptions.delete'>>;

    /**
     * Delete every option of a list; what still refers to one may fail.
     *
     * Operation `customOptions.deleteAll`: DELETE `/api/org/v1/organizations/{organizationId}/custom-options/{listId}/options`. Hazard `reset`: destroys beyond one record.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.listId`* text. List id, as read from the `listId` of a LIST custom field.
     * @returns `nothing`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    deleteAll(args: CallArguments<'customOptions.deleteAll'>, options?: CallOptions): Promise<ResponseOf<'customOptions.deleteAll'>>;
  };

  warningRules: {
    /**
     * List the expense warning rules of an organization.
     *
     * Operation `warningRules.list`: GET `/api/org/v1/organizations/{organizationId}/expense-warning-rules`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * @returns `{ data: WarningRule[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args: CallArguments<'warningRules.list'>, options?: CallOptions): Promise<ResponseOf<'warningRules.list'>>;

    /**
     * Add a warning rule that only API calls put on expenses.
     *
     * Operation `warningRules.create`: POST `/api/org/v1/organizations/{organizationId}/expense-warning-rules`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body.labels`* map of text. Text by two-letter language code; `en` is required.
     * - `body.options` object[].
     * - `body.options[].code`* text. Letters, digits, `.`, `-`, `_`.
     * - `body.options[].labels`* map of text. Text by two-letter language code; `en` is required.
     * - `body.type` text: EXTERNAL. Default EXTERNAL.
     * - `body.externalRuleId` text. Your own id of the rule, without the `ext-` it takes in paths.
     * @returns `WarningRule`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'warningRules.create'>, options?: CallOptions): Promise<ResponseOf<'warningRules.create'>>;

    /**
     * Replace a warning rule; options and external id left out are lost.
     *
     * Operation `warningRules.update`: PUT `/api/org/v1/organizations/{organizationId}/expense-warning-rules/{ruleId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.ruleId`* text. Warning rule: its Jenji id, or `ext-` followed by its external id.
     * - `body.labels`* map of text. Text by two-letter language code; `en` is required.
     * - `body.options` object[].
     * - `body.options[].code`* text. Letters, digits, `.`, `-`, `_`.
     * - `body.options[].labels`* map of text. Text by two-letter language code; `en` is required.
     * - `body.externalRuleId` text. Your own id of the rule, without the `ext-` it takes in paths.
     * @returns `WarningRule`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    update(args: CallArguments<'warningRules.update'>, options?: CallOptions): Promise<ResponseOf<'warningRules.update'>>;

    /**
     * Delete a warning rule.
     *
     * Operation `warningRules.delete`: DELETE `/api/org/v1/organizations/{organizationId}/expense-warning-rules/{ruleId}`. Hazard `delete`: removes or detaches.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.ruleId`* text. Warning rule: its Jenji id, or `ext-` followed by its external id.
     * @returns `nothing`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    delete(args: CallArguments<'warningRules.delete'>, options?: CallOptions): Promise<ResponseOf<'warningRules.delete'>>;

    /**
     * Change the rules with these ids and create those without one; other rules stay.
     *
     * Operation `warningRules.batchPatch`: PATCH `/api/org/v1/organizations/{organizationId}/expense-warning-rules`. Hazard `merge`: changes the named fields only.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body[].id` text. Rule to change; left out, a rule is created.
     * - `body[].labels`* map of text. Text by two-letter language code; `en` is required.
     * - `body[].options` object[].
     * - `body[].options[].code`* text. Letters, digits, `.`, `-`, `_`.
     * - `body[].options[].labels`* map of text. Text by two-letter language code; `en` is required.
     * - `body[].externalRuleId` text. Your own id of the rule, without the `ext-` it takes in paths.
     * @returns `{ data: WarningRule[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    batchPatch(args: CallArguments<'warningRules.batchPatch'>, options?: CallOptions): Promise<ResponseOf<'warningRules.batchPatch'>>;
  };

  users: {
    /**
     * List the users of an organization.
     *
     * Operation `users.list`: GET `/api/org/v1/organizations/{organizationId}/users`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `query.login` text. How it matches is not documented: filter the answer again.
     * - `query.internalId` text. How it matches is not documented: filter the answer again.
     * @returns `{ data: User[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args: CallArguments<'users.list'>, options?: CallOptions): Promise<ResponseOf<'users.list'>>;

    /**
     * Read one user.
     *
     * Operation `users.get`: GET `/api/org/v1/organizations/{organizationId}/users/{userId}`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.userId`* text. User id: a UUID, or an e-mail address.
     * @returns `User`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    get(args: CallArguments<'users.get'>, options?: CallOptions): Promise<ResponseOf<'users.get'>>;

    /**
     * Add a user to a group of an organization.
     *
     * Operation `users.create`: POST `/api/org/v1/organizations/{organizationId}/users`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body.login`* text. What the user signs in with, usually an e-mail address; unique.
     * - `body.email` text. Where to write, if not to the login.
     * - `body.firstName` text.
     * - `body.lastName` text.
     * - `body.language` text. Cannot be read back, and is cleared by an update that leaves it out.
     * - `body.preferredPaymentMethodId` text.
     * - `body.preferredCountry` text. ISO 3166 code, such as FR.
     * - `body.preferredCurrency` text. ISO 4217 code, such as EUR.
     * - `body.groupId` text. Group to belong to; `root` for the top group.
     * - `body.internalId` text. Code of the user in your own systems.
     * - `body.profiles` object[]. Roles in the workflow, each with the groups it holds for.
     * - `body.profiles[].profileId`* text.
     * - `body.profiles[].groupIds`* text[].
     * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
     * - `body.phone` text.
     * - `body.preferredVehicle` text. Vehicle id; read back as `preferredVehicleId`.
     * - `body.preferredDistanceUnit` text: KM, MI. Default KM.
     * - `body.mainAccount` boolean. Whether this is the account the person lands in by default.
     * - `body.delegations` object[].
     * - `body.delegations[].userId` text. User to act for; either this or groupId.
     * - `body.delegations[].groupId` text. Group to act for; either this or userId.
     * - `body.delegations[].permission`* text: READ, WRITE, PERSONAL, NONE.
     * - `body.delegations[].start` date. First day; with end, and of a user delegation only.
     * - `body.delegations[].end` date. Last day; with start, and of a user delegation only.
     * @returns `User`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'users.create'>, options?: CallOptions): Promise<ResponseOf<'users.create'>>;

    /**
     * Replace a user; fields left out are cleared, profiles too. Group and delegations stay.
     *
     * Operation `users.update`: PUT `/api/org/v1/organizations/{organizationId}/users/{userId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.userId`* text. User id: a UUID, or an e-mail address.
     * - `body.email` text. Where to write, if not to the login.
     * - `body.firstName` text.
     * - `body.lastName` text.
     * - `body.language` text. Cannot be read back, and is cleared by an update that leaves it out.
     * - `body.preferredPaymentMethodId` text.
     * - `body.preferredCountry` text. ISO 3166 code, such as FR.
     * - `body.preferredCurrency` text. ISO 4217 code, such as EUR.
     * - `body.groupId` text. Group to belong to; `root` for the top group.
     * - `body.internalId` text. Code of the user in your own systems.
     * - `body.profiles` object[]. Roles in the workflow, each with the groups it holds for.
     * - `body.profiles[].profileId`* text.
     * - `body.profiles[].groupIds`* text[].
     * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
     * - `body.phone` text.
     * - `body.preferredVehicle` text. Vehicle id; read back as `preferredVehicleId`.
     * - `body.preferredDistanceUnit` text: KM, MI. Default KM.
     * - `body.mainAccount` boolean. Whether this is the account the person lands in by default.
     * @returns `User`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    update(args: CallArguments<'users.update'>, options?: CallOptions): Promise<ResponseOf<'users.update'>>;

    /**
     * Change what a user signs in with.
     *
     * Operation `users.updateLogin`: PATCH `/api/org/v1/organizations/{organizationId}/users/{userId}/login`. Hazard `merge`: changes the named fields only.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.userId`* text. User id: a UUID, or an e-mail address.
     * - `body.login`* text. What the user signs in with, usually an e-mail address; unique.
     * @returns `User`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    updateLogin(args: CallArguments<'users.updateLogin'>, options?: CallOptions): Promise<ResponseOf<'users.updateLogin'>>;

    /**
     * Shut a user out of Jenji.
     *
     * Operation `users.block`: POST `/api/org/v1/organizations/{organizationId}/users/{userId}/block`. Hazard `transition`: moves a workflow, or lets people in or out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.userId`* text. User id: a UUID, or an e-mail address.
     * @returns `User`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    block(args: CallArguments<'users.block'>, options?: CallOptions): Promise<ResponseOf<'users.block'>>;

    /**
     * Let a blocked user in again.
     *
     * Operation `users.unblock`: POST `/api/org/v1/organizations/{organizationId}/users/{userId}/unblock`. Hazard `transition`: moves a workflow, or lets people in or out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `path.userId`* text. User id: a UUID, or an e-mail address.
     * @returns `User`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    unblock(args: CallArguments<'users.unblock'>, options?: CallOptions): Promise<ResponseOf<'users.unblock'>>;

    vehicles: {
      /**
       * List the vehicles of a user.
       *
       * Operation `users.vehicles.list`: GET `/api/org/v1/organizations/{organizationId}/users/{userId}/vehicles`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.userId`* text. User id: a UUID, or an e-mail address.
       * @returns `{ data: Vehicle[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      list(args: CallArguments<'users.vehicles.list'>, options?: CallOptions): Promise<ResponseOf<'users.vehicles.list'>>;

      /**
       * Add a vehicle to a user; it can be disabled later, never deleted.
       *
       * Operation `users.vehicles.create`: POST `/api/org/v1/organizations/{organizationId}/users/{userId}/vehicles`. Hazard `create`: adds a record.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.userId`* text. User id: a UUID, or an e-mail address.
       * - `body.label` text.
       * - `body.engineCapacity` integer. Cubic centimetres.
       * - `body.energy` text: ELECTRIC, PETROL, DIESEL, LPG.
       * - `body.fixedMileageRate` decimal. Amount per distance unit; overrides the official tariff.
       * - `body.fixedMileageRateDistanceUnit` text: KM, MI. Default KM.
       * - `body.mileageCalculatorId` text. The organization’s rules apply when left out.
       * - `body.disabled` boolean. Read back as `disabledAt`.
       * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
       * - `body.type` text: CAR, MOTORCYCLE, MOPED, BIKE. Cannot be changed later.
       * - `body.taxHorsepower` integer. Cannot be changed later.
       * @returns `Vehicle`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      create(args: CallArguments<'users.vehicles.create'>, options?: CallOptions): Promise<ResponseOf<'users.vehicles.create'>>;

      /**
       * Replace a vehicle; fields left out are cleared.
       *
       * Operation `users.vehicles.update`: PUT `/api/org/v1/organizations/{organizationId}/users/{userId}/vehicles/{vehicleId}`. Hazard `replace`: clears or disables whatever the request leaves out.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.userId`* text. User id: a UUID, or an e-mail address.
       * - `path.vehicleId`* text. Vehicle id (UUID).
       * - `body.label` text.
       * - `body.engineCapacity` integer. Cubic centimetres.
       * - `body.energy` text: ELECTRIC, PETROL, DIESEL, LPG.
       * - `body.fixedMileageRate` decimal. Amount per distance unit; overrides the official tariff.
       * - `body.fixedMileageRateDistanceUnit` text: KM, MI. Default KM.
       * - `body.mileageCalculatorId` text. The organization’s rules apply when left out.
       * - `body.disabled` boolean. Read back as `disabledAt`.
       * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
       * @returns `Vehicle`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      update(args: CallArguments<'users.vehicles.update'>, options?: CallOptions): Promise<ResponseOf<'users.vehicles.update'>>;
    };

    delegations: {
      /**
       * List whom and which groups a user can act for.
       *
       * Operation `users.delegations.list`: GET `/api/org/v1/organizations/{organizationId}/users/{userId}/delegations`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.userId`* text. User id: a UUID, or an e-mail address.
       * @returns `{ data: Delegation[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      list(args: CallArguments<'users.delegations.list'>, options?: CallOptions): Promise<ResponseOf<'users.delegations.list'>>;

      users: {
        /**
         * List the users a user can act for.
         *
         * Operation `users.delegations.users.list`: GET `/api/org/v1/organizations/{organizationId}/users/{userId}/delegations/users`. Hazard `read`: changes nothing.
         *
         * @param args - an asterisk marks what is required:
         * - `path.organizationId`* text. Organization id (UUID).
         * - `path.userId`* text. User id: a UUID, or an e-mail address.
         * @returns `{ data: Delegation[] }`, whole: there are no pages.
         * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
         *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
         */
        list(args: CallArguments<'users.delegations.users.list'>, options?: CallOptions): Promise<ResponseOf<'users.delegations.users.list'>>;

        /**
         * Replace the delegations of a user that are on users; those left out are lost.
         *
         * Operation `users.delegations.users.replace`: PUT `/api/org/v1/organizations/{organizationId}/users/{userId}/delegations/users`. Hazard `replace`: clears or disables whatever the request leaves out.
         *
         * @param args - an asterisk marks what is required:
         * - `path.organizationId`* text. Organization id (UUID).
         * - `path.userId`* text. User id: a UUID, or an e-mail address.
         * - `body.delegations`* object[]. All of them; an empty list removes all.
         * - `body.delegations[].userId` text. User to act for; either this or groupId.
         * - `body.delegations[].groupId` text. Group to act for; either this or userId.
         * - `body.delegations[].permission`* text: READ, WRITE, PERSONAL, NONE.
         * - `body.delegations[].start` date. First day; with end, and of a user delegation only.
         * - `body.delegations[].end` date. Last day; with start, and of a user delegation only.
         * @returns `{ data: Delegation[] }`, whole: there are no pages.
         * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
         *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
         *   where the change may have been made all the same.
         */
        replace(args: CallArguments<'users.delegations.users.replace'>, options?: CallOptions): Promise<ResponseOf<'users.delegations.users.replace'>>;
      };

      groups: {
        /**
         * List the groups a user can act for.
         *
         * Operation `users.delegations.groups.list`: GET `/api/org/v1/organizations/{organizationId}/users/{userId}/delegations/groups`. Hazard `read`: changes nothing.
         *
         * @param args - an asterisk marks what is required:
         * - `path.organizationId`* text. Organization id (UUID).
         * - `path.userId`* text. User id: a UUID, or an e-mail address.
         * @returns `{ data: Delegation[] }`, whole: there are no pages.
         * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
         *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
         */
        list(args: CallArguments<'users.delegations.groups.list'>, options?: CallOptions): Promise<ResponseOf<'users.delegations.groups.list'>>;

        /**
         * Replace the delegations of a user that are on groups; those left out are lost.
         *
         * Operation `users.delegations.groups.replace`: PUT `/api/org/v1/organizations/{organizationId}/users/{userId}/delegations/groups`. Hazard `replace`: clears or disables whatever the request leaves out.
         *
         * @param args - an asterisk marks what is required:
         * - `path.organizationId`* text. Organization id (UUID).
         * - `path.userId`* text. User id: a UUID, or an e-mail address.
         * - `body.delegations`* object[]. All of them; an empty list removes all.
         * - `body.delegations[].userId` text. User to act for; either this or groupId.
         * - `body.delegations[].groupId` text. Group to act for; either this or userId.
         * - `body.delegations[].permission`* text: READ, WRITE, PERSONAL, NONE.
         * - `body.delegations[].start` date. First day; with end, and of a user delegation only.
         * - `body.delegations[].end` date. Last day; with start, and of a user delegation only.
         * @returns `{ data: Delegation[] }`, whole: there are no pages.
         * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
         *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
         *   where the change may have been made all the same.
         */
        replace(args: CallArguments<'users.delegations.groups.replace'>, options?: CallOptions): Promise<ResponseOf<'users.delegations.groups.replace'>>;
      };

      /**
       * Replace all delegations of a user; those left out are lost.
       *
       * Operation `users.delegations.replace`: PUT `/api/org/v1/organizations/{organizationId}/users/{userId}/delegations`. Hazard `replace`: clears or disables whatever the request leaves out.
       *
       * @param args - an asterisk marks what is required:
       * - `path.organizationId`* text. Organization id (UUID).
       * - `path.userId`* text. User id: a UUID, or an e-mail address.
       * - `body.delegations`* object[]. All of them; an empty list removes all.
       * - `body.delegations[].userId` text. User to act for; either this or groupId.
       * - `body.delegations[].groupId` text. Group to act for; either this or userId.
       * - `body.delegations[].permission`* text: READ, WRITE, PERSONAL, NONE.
       * - `body.delegations[].start` date. First day; with end, and of a user delegation only.
       * - `body.delegations[].end` date. Last day; with start, and of a user delegation only.
       * @returns `{ data: Delegation[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      replace(args: CallArguments<'users.delegations.replace'>, options?: CallOptions): Promise<ResponseOf<'users.delegations.replace'>>;
    };
  };

  invitations: {
    /**
     * List the invitations of an organization, whatever became of them.
     *
     * Operation `invitations.list`: GET `/api/org/v1/organizations/{organizationId}/invitations`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * @returns `{ data: UserInvitation[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args: CallArguments<'invitations.list'>, options?: CallOptions): Promise<ResponseOf<'invitations.list'>>;

    /**
     * Invite a person, by e-mail unless told not to; it cannot be withdrawn by API.
     *
     * Operation `invitations.create`: POST `/api/org/v1/organizations/{organizationId}/invitations`. Hazard `transition`: moves a workflow, or lets people in or out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body.login`* text. What the user signs in with, usually an e-mail address; unique.
     * - `body.email` text. Where to write, if not to the login.
     * - `body.firstName` text.
     * - `body.lastName` text.
     * - `body.language` text. Cannot be read back, and is cleared by an update that leaves it out.
     * - `body.preferredPaymentMethodId` text.
     * - `body.preferredCountry` text. ISO 3166 code, such as FR.
     * - `body.preferredCurrency` text. ISO 4217 code, such as EUR.
     * - `body.groupId` text. Group to belong to; `root` for the top group.
     * - `body.internalId` text. Code of the user in your own systems.
     * - `body.profiles` object[]. Roles in the workflow, each with the groups it holds for.
     * - `body.profiles[].profileId`* text.
     * - `body.profiles[].groupIds`* text[].
     * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
     * - `body.phone` text.
     * - `body.skipMail` boolean. True sends no e-mail.
     * - `body.delegations` object[].
     * - `body.delegations[].userId` text. User to act for; either this or groupId.
     * - `body.delegations[].groupId` text. Group to act for; either this or userId.
     * - `body.delegations[].permission`* text: READ, WRITE, PERSONAL, NONE.
     * - `body.delegations[].start` date. First day; with end, and of a user delegation only.
     * - `body.delegations[].end` date. Last day; with start, and of a user delegation only.
     * @returns `UserInvitation`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'invitations.create'>, options?: CallOptions): Promise<ResponseOf<'invitations.create'>>;
  };

  expenses: {
    /**
     * Search the expenses of an organization by period and state; all of them come in one answer.
     *
     * Operation `expenses.searchOrganization`: POST `/api/org/v1/organizations/{organizationId}/expenses/search`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.organizationId`* text. Organization id (UUID).
     * - `body.searchMode` text: TIME, CREATION. Which day the period is about: TIME, that of the expense; CREATION, that of its creation.
     * - `body.start` date. First day.
     * - `body.end` date. Last day, included.
     * - `body.states` text[]. ACCEPTED, WAITING_FOR_VALIDATION, EXPORTED, ACCOUNTED, PAID, or those of the workflow; empty for any.
     * - `body.includeDeleted` boolean. Default false.
     * @returns `{ data: Expense[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    searchOrganization(args: CallArguments<'expenses.searchOrganization'>, options?: CallOptions): Promise<ResponseOf<'expenses.searchOrganization'>>;

    /**
     * Search the expenses of the key’s own organization by period and state; all of them come in one answer.
     *
     * Operation `expenses.search`: POST `/api/org/v1/expenses/search`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `body.searchMode` text: TIME, CREATION. Which day the period is about: TIME, that of the expense; CREATION, that of its creation.
     * - `body.start` date. First day.
     * - `body.end` date. Last day, included.
     * - `body.states` text[]. ACCEPTED, WAITING_FOR_VALIDATION, EXPORTED, ACCOUNTED, PAID, or those of the workflow; empty for any.
     * - `body.includeDeleted` boolean. Default false.
     * @returns `{ data: Expense[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    search(args?: CallArguments<'expenses.search'>, options?: CallOptions): Promise<ResponseOf<'expenses.search'>>;

    /**
     * Read one expense.
     *
     * Operation `expenses.get`: GET `/api/org/v1/expenses/{expenseId}`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.expenseId`* text. Expense id (UUID).
     * @returns `Expense`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    get(args: CallArguments<'expenses.get'>, options?: CallOptions): Promise<ResponseOf<'expenses.get'>>;

    /**
     * Create an expense: standard with a receipt, mileage, or allowance from a template.
     *
     * Operation `expenses.create`: POST `/api/org/v1/expenses`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `query.check-missing-custom-fields` boolean. True refuses an expense without the custom fields its validation needs. Default false.
     * - `body.type`* text: STANDARD, MILEAGE, ALLOWANCE.
     * - `body.time`* date. The day the money was spent.
     * - `body.explanation` text. For the person who approves it.
     * - `body.billable` boolean. Whether another party can be charged for it.
     * - `body.tags` text[].
     * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
     * - `body.taxes` object[]. Only STANDARD, ALLOWANCE.
     * - `body.taxes[].baseAmount` decimal. Amount the tax is on. Only STANDARD, ALLOWANCE.
     * - `body.taxes[].rate` decimal. Percent: 20 means 20 %. Only STANDARD, ALLOWANCE.
     * - `body.taxes[].amount` decimal. Only STANDARD, ALLOWANCE.
     * - `body.attendees` text[]. Ids of the users who took part. Only STANDARD, ALLOWANCE.
     * - `body.country`* text. ISO 3166 code, such as FR. Only STANDARD, MILEAGE.
     * - `body.label`* text. The vendor. Only STANDARD.
     * - `body.category`* text. Category id. Only STANDARD.
     * - `body.currency`* text. ISO 4217 code, such as EUR. Only STANDARD.
     * - `body.total`* decimal. With taxes, in `currency`, with no more decimals than it has. Only STANDARD.
     * - `body.totalWithoutTax` decimal. In `currency`, with no more decimals than it has. Only STANDARD.
     * - `body.paymentMethodId`* text. Only STANDARD.
     * - `body.reimbursable` boolean. Only STANDARD, MILEAGE.
     * - `body.receiptKey`* text. The `key` of `receipts.uploadUrl`; cannot be changed later. Only STANDARD.
     * - `body.userId`* text. Who spent the money and gets it back.
     * - `body.label`* text. What the trip was. Only MILEAGE.
     * - `body.distance`* decimal. In `distanceUnit`. Only MILEAGE.
     * - `body.computedDistance` decimal. What a map service computed. Only MILEAGE.
     * - `body.distanceUnit` text: KM, MI. Default KM. Only MILEAGE.
     * - `body.numberOfPassengers` integer. Only MILEAGE.
     * - `body.vehicleId`* text. One of the user’s vehicles. Only MILEAGE.
     * - `body.waypoints` object[]. Only MILEAGE.
     * - `body.waypoints[].address` text. Only MILEAGE.
     * - `body.waypoints[].longitude` decimal. Only MILEAGE.
     * - `body.waypoints[].latitude` decimal. Only MILEAGE.
     * - `body.total` decimal. Overrides the amount that Jenji would compute. Only MILEAGE.
     * - `body.country` text. Only where the template leaves it open. Only ALLOWANCE.
     * - `body.label` text. Only where the template leaves it open. Only ALLOWANCE.
     * - `body.category` text. Only where the template leaves it open. Only ALLOWANCE.
     * - `body.paymentMethodId` text. Only where the template leaves it open. Only ALLOWANCE.
     * - `body.templateId`* text. Allowance template; cannot be changed later. Only ALLOWANCE.
     * @returns `Expense`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'expenses.create'>, options?: CallOptions): Promise<ResponseOf<'expenses.create'>>;

    /**
     * Replace an expense, where its state allows; fields left out are cleared. The receipt stays.
     *
     * Operation `expenses.update`: PUT `/api/org/v1/expenses/{expenseId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.expenseId`* text. Expense id (UUID).
     * - `query.check-missing-custom-fields` boolean. True refuses an expense without the custom fields its validation needs. Default false.
     * - `body.type`* text: STANDARD, MILEAGE, ALLOWANCE.
     * - `body.time`* date. The day the money was spent.
     * - `body.explanation` text. For the person who approves it.
     * - `body.billable` boolean. Whether another party can be charged for it.
     * - `body.tags` text[].
     * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
     * - `body.taxes` object[]. Only STANDARD, ALLOWANCE.
     * - `body.taxes[].baseAmount` decimal. Amount the tax is on. Only STANDARD, ALLOWANCE.
     * - `body.taxes[].rate` decimal. Percent: 20 means 20 %. Only STANDARD, ALLOWANCE.
     * - `body.taxes[].amount` decimal. Only STANDARD, ALLOWANCE.
     * - `body.attendees` text[]. Ids of the users who took part. Only STANDARD, ALLOWANCE.
     * - `body.country`* text. ISO 3166 code, such as FR. Only STANDARD, MILEAGE.
     * - `body.label`* text. The vendor. Only STANDARD.
     * - `body.category`* text. Category id. Only STANDARD.
     * - `body.currency`* text. ISO 4217 code, such as EUR. Only STANDARD.
     * - `body.total`* decimal. With taxes, in `currency`, with no more decimals than it has. Only STANDARD.
     * - `body.totalWithoutTax` decimal. In `currency`, with no more decimals than it has. Only STANDARD.
     * - `body.paymentMethodId`* text. Only STANDARD.
     * - `body.reimbursable` boolean. Only STANDARD, MILEAGE.
     * - `body.actionUserId` text. Who acts, of the same organization as the owner; the user of the key when left out.
     * - `body.label`* text. What the trip was. Only MILEAGE.
     * - `body.distance`* decimal. In `distanceUnit`. Only MILEAGE.
     * - `body.computedDistance` decimal. What a map service computed. Only MILEAGE.
     * - `body.distanceUnit` text: KM, MI. Default KM. Only MILEAGE.
     * - `body.numberOfPassengers` integer. Only MILEAGE.
     * - `body.vehicleId`* text. One of the user’s vehicles. Only MILEAGE.
     * - `body.waypoints` object[]. Only MILEAGE.
     * - `body.waypoints[].address` text. Only MILEAGE.
     * - `body.waypoints[].longitude` decimal. Only MILEAGE.
     * - `body.waypoints[].latitude` decimal. Only MILEAGE.
     * - `body.total` decimal. Overrides the amount that Jenji would compute. Only MILEAGE.
     * - `body.country` text. Only where the template leaves it open. Only ALLOWANCE.
     * - `body.label` text. Only where the template leaves it open. Only ALLOWANCE.
     * - `body.category` text. Only where the template leaves it open. Only ALLOWANCE.
     * - `body.paymentMethodId` text. Only where the template leaves it open. Only ALLOWANCE.
     * @returns `Expense`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    update(args: CallArguments<'expenses.update'>, options?: CallOptions): Promise<ResponseOf<'expenses.update'>>;

    actions: {
      /**
       * List the codes of the workflow actions that are possible on an expense now.
       *
       * Operation `expenses.actions.list`: GET `/api/org/v1/expenses/{expenseId}/actions`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.expenseId`* text. Expense id (UUID).
       * @returns `{ data: text[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      list(args: CallArguments<'expenses.actions.list'>, options?: CallOptions): Promise<ResponseOf<'expenses.actions.list'>>;

      /**
       * Run a workflow action on an expense, such as accepting it; its state changes.
       *
       * Operation `expenses.actions.execute`: POST `/api/org/v1/expenses/{expenseId}/actions/{actionCode}`. Hazard `transition`: moves a workflow, or lets people in or out.
       *
       * @param args - an asterisk marks what is required:
       * - `path.expenseId`* text. Expense id (UUID).
       * - `path.actionCode`* text. Action code, one of those the matching `actions.list` returns now.
       * - `body.actionUserId` text. Who acts, of the same organization as the owner; the user of the key when left out.
       * - `body.comment` text. Why; kept with the change of state.
       * @returns `Expense`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      execute(args: CallArguments<'expenses.actions.execute'>, options?: CallOptions): Promise<ResponseOf<'expenses.actions.execute'>>;
    };

    /**
     * Delete an expense: its state becomes DELETED and it leaves every process.
     *
     * Operation `expenses.delete`: DELETE `/api/org/v1/expenses/{expenseId}`. Hazard `delete`: removes or detaches.
     *
     * @param args - an asterisk marks what is required:
     * - `path.expenseId`* text. Expense id (UUID).
     * @returns `nothing`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    delete(args: CallArguments<'expenses.delete'>, options?: CallOptions): Promise<ResponseOf<'expenses.delete'>>;

    warnings: {
      /**
       * List the warnings on an expense.
       *
       * Operation `expenses.warnings.list`: GET `/api/org/v1/expenses/{expenseId}/warnings`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.expenseId`* text. Expense id (UUID).
       * @returns `{ data: ExpenseWarning[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      list(args: CallArguments<'expenses.warnings.list'>, options?: CallOptions): Promise<ResponseOf<'expenses.warnings.list'>>;

      /**
       * Put a warning of a rule created by API on an expense; other warnings stay.
       *
       * Operation `expenses.warnings.add`: PUT `/api/org/v1/expenses/{expenseId}/warnings/{warningRuleId}`. Hazard `create`: adds a record.
       *
       * @param args - an asterisk marks what is required:
       * - `path.expenseId`* text. Expense id (UUID).
       * - `path.warningRuleId`* text. Rule created by API: its Jenji id, or `ext-` followed by its external id. Built-in rules are refused.
       * - `body.code` text. Code of one of the rule’s options; required where it has several.
       * @returns `ExpenseWarning`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      add(args: CallArguments<'expenses.warnings.add'>, options?: CallOptions): Promise<ResponseOf<'expenses.warnings.add'>>;

      /**
       * Take a warning of a rule created by API off an expense.
       *
       * Operation `expenses.warnings.remove`: DELETE `/api/org/v1/expenses/{expenseId}/warnings/{warningRuleId}`. Hazard `delete`: removes or detaches.
       *
       * @param args - an asterisk marks what is required:
       * - `path.expenseId`* text. Expense id (UUID).
       * - `path.warningRuleId`* text. Rule created by API: its Jenji id, or `ext-` followed by its external id. Built-in rules are refused.
       * @returns `nothing`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      remove(args: CallArguments<'expenses.warnings.remove'>, options?: CallOptions): Promise<ResponseOf<'expenses.warnings.remove'>>;
    };

    exports: {
      /**
       * Read which accounting and payroll exports hold an expense.
       *
       * Operation `expenses.exports.get`: GET `/api/org/v1/expenses/{expenseId}/exports`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.expenseId`* text. Expense id (UUID).
       * @returns `ExpenseExports`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      get(args: CallArguments<'expenses.exports.get'>, options?: CallOptions): Promise<ResponseOf<'expenses.exports.get'>>;

      /**
       * Detach an expense from its accounting or payroll export.
       *
       * Operation `expenses.exports.delete`: DELETE `/api/org/v1/expenses/{expenseId}/exports/{exportType}`. Hazard `delete`: removes or detaches.
       *
       * @param args - an asterisk marks what is required:
       * - `path.expenseId`* text. Expense id (UUID).
       * - `path.exportType`* text: accounting, payroll. Which export to detach.
       * @returns `nothing`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      delete(args: CallArguments<'expenses.exports.delete'>, options?: CallOptions): Promise<ResponseOf<'expenses.exports.delete'>>;
    };
  };

  receipts: {
    /**
     * Get a storage link to upload a receipt to, and the key a new expense takes.
     *
     * Operation `receipts.uploadUrl`: POST `/api/org/v1/receipts/upload-url`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `body.fileType`* text: jpg, jpeg, pdf. Extension of the file.
     * - `body.userId`* text. Who spent the money.
     * - `body.md5`* text. Base64 of the MD5 of the file; the upload sends it again as Content-MD5.
     * - `body.receiptType` text: EXPENSE, EXPENSE_REQUEST. Default EXPENSE.
     * @returns `ReceiptUpload`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    uploadUrl(args: CallArguments<'receipts.uploadUrl'>, options?: CallOptions): Promise<ResponseOf<'receipts.uploadUrl'>>;

    /**
     * Get a storage link to download the receipt of an expense from.
     *
     * Operation `receipts.downloadUrl`: POST `/api/org/v1/expenses/{expenseId}/receipts/download-url`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.expenseId`* text. Expense id (UUID).
     * @returns `ReceiptDownload`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    downloadUrl(args: CallArguments<'receipts.downloadUrl'>, options?: CallOptions): Promise<ResponseOf<'receipts.downloadUrl'>>;
  };

  expenseRequests: {
    /**
     * Search the expense requests of the key’s own organization by period and state.
     *
     * Operation `expenseRequests.search`: POST `/api/org/v1/expense-requests/search`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `body.start`* date. First day.
     * - `body.end`* date. Last day, included.
     * - `body.states` text[]. States of the organization’s workflow.
     * @returns `{ data: ExpenseRequest[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    search(args: CallArguments<'expenseRequests.search'>, options?: CallOptions): Promise<ResponseOf<'expenseRequests.search'>>;

    /**
     * Create an expense request.
     *
     * Operation `expenseRequests.create`: POST `/api/org/v1/expense-requests`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `body.label`* text.
     * - `body.comment` text. For the person who approves it.
     * - `body.files` object[].
     * - `body.files[].name` text. The name people see.
     * - `body.files[].file` text. The `key` of `receipts.uploadUrl`.
     * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
     * - `body.type`* text. One of those set up for the organization.
     * - `body.userId`* text. Who asks: a UUID or an e-mail address.
     * @returns `ExpenseRequest`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'expenseRequests.create'>, options?: CallOptions): Promise<ResponseOf<'expenseRequests.create'>>;

    /**
     * Read one expense request.
     *
     * Operation `expenseRequests.get`: GET `/api/org/v1/expense-requests/{requestId}`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.requestId`* text. Expense request id (UUID).
     * @returns `ExpenseRequest`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    get(args: CallArguments<'expenseRequests.get'>, options?: CallOptions): Promise<ResponseOf<'expenseRequests.get'>>;

    /**
     * Replace an expense request; comment, files and values left out are cleared.
     *
     * Operation `expenseRequests.update`: PUT `/api/org/v1/expense-requests/{requestId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.requestId`* text. Expense request id (UUID).
     * - `body.label`* text.
     * - `body.comment` text. For the person who approves it.
     * - `body.files` object[].
     * - `body.files[].name` text. The name people see.
     * - `body.files[].file` text. The `key` of `receipts.uploadUrl`.
     * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
     * @returns `ExpenseRequest`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    update(args: CallArguments<'expenseRequests.update'>, options?: CallOptions): Promise<ResponseOf<'expenseRequests.update'>>;

    /**
     * Change some fields of an expense request; files are added or renamed, never removed.
     *
     * Operation `expenseRequests.patch`: PATCH `/api/org/v1/expense-requests/{requestId}`. Hazard `merge`: changes the named fields only.
     *
     * @param args - an asterisk marks what is required:
     * - `path.requestId`* text. Expense request id (UUID).
     * - `body.label`* text.
     * - `body.comment` text. For the person who approves it.
     * - `body.files` object[].
     * - `body.files[].name` text. The name people see.
     * - `body.files[].file` text. The `key` of `receipts.uploadUrl`.
     * - `body.customFields` map of any. Values by custom field code; the JSON type follows the field’s type, dates are epoch milliseconds.
     * @returns `ExpenseRequest`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    patch(args: CallArguments<'expenseRequests.patch'>, options?: CallOptions): Promise<ResponseOf<'expenseRequests.patch'>>;

    actions: {
      /**
       * List the codes of the workflow actions that are possible on an expense request now.
       *
       * Operation `expenseRequests.actions.list`: GET `/api/org/v1/expense-requests/{requestId}/actions`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.requestId`* text. Expense request id (UUID).
       * @returns `{ data: text[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      list(args: CallArguments<'expenseRequests.actions.list'>, options?: CallOptions): Promise<ResponseOf<'expenseRequests.actions.list'>>;

      /**
       * Run a workflow action on an expense request; its state changes.
       *
       * Operation `expenseRequests.actions.execute`: POST `/api/org/v1/expense-requests/{requestId}/actions/{actionCode}`. Hazard `transition`: moves a workflow, or lets people in or out.
       *
       * @param args - an asterisk marks what is required:
       * - `path.requestId`* text. Expense request id (UUID).
       * - `path.actionCode`* text. Action code, one of those the matching `actions.list` returns now.
       * - `body.actionUserId` text. Who acts, of the same organization as the owner; the user of the key when left out.
       * - `body.comment` text. Why; kept with the change of state.
       * @returns `ExpenseRequest`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      execute(args: CallArguments<'expenseRequests.actions.execute'>, options?: CallOptions): Promise<ResponseOf<'expenseRequests.actions.execute'>>;
    };
  };

  bookkeepers: {
    /**
     * List the bookkeepers that a master bookkeeper manages.
     *
     * Operation `bookkeepers.list`: GET `/api/bk/v1/bookkeepers`. Hazard `read`: changes nothing.
     *
     * @returns `{ data: Bookkeeper[] }`, whole: there are no pages.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    list(args?: CallArguments<'bookkeepers.list'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.list'>>;

    /**
     * Read one bookkeeper.
     *
     * Operation `bookkeepers.get`: GET `/api/bk/v1/bookkeepers/{bookkeeperId}`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
     * @returns `Bookkeeper`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    get(args: CallArguments<'bookkeepers.get'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.get'>>;

    /**
     * As a master bookkeeper, create a bookkeeper from a template.
     *
     * Operation `bookkeepers.create`: POST `/api/bk/v1/bookkeepers`. Hazard `create`: adds a record.
     *
     * @param args - an asterisk marks what is required:
     * - `body.name`* text.
     * - `body.templateId`* text. Bookkeeper template, as given by Jenji.
     * @returns `Bookkeeper`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    create(args: CallArguments<'bookkeepers.create'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.create'>>;

    /**
     * Rename a bookkeeper.
     *
     * Operation `bookkeepers.update`: PUT `/api/bk/v1/bookkeepers/{bookkeeperId}`. Hazard `replace`: clears or disables whatever the request leaves out.
     *
     * @param args - an asterisk marks what is required:
     * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
     * - `body.name`* text.
     * @returns `Bookkeeper`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
     *   where the change may have been made all the same.
     */
    update(args: CallArguments<'bookkeepers.update'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.update'>>;

    groups: {
      /**
       * Add a group to a bookkeeper.
       *
       * Operation `bookkeepers.groups.create`: POST `/api/bk/v1/bookkeepers/{bookkeeperId}/groups`. Hazard `create`: adds a record.
       *
       * @param args - an asterisk marks what is required:
       * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
       * - `body.name`* text.
       * - `body.parentGroupId` text. Group to stand under; the root group when left out.
       * @returns `BookkeeperGroup`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      create(args: CallArguments<'bookkeepers.groups.create'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.groups.create'>>;
    };

    clients: {
      /**
       * List the organizations a bookkeeper manages.
       *
       * Operation `bookkeepers.clients.list`: GET `/api/bk/v1/bookkeepers/{bookkeeperId}/clients`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
       * @returns `{ data: BookkeeperClient[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      list(args: CallArguments<'bookkeepers.clients.list'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.clients.list'>>;

      /**
       * Create an organization from a template, as a client of a bookkeeper.
       *
       * Operation `bookkeepers.clients.create`: POST `/api/bk/v1/bookkeepers/{bookkeeperId}/clients`. Hazard `create`: adds a record.
       *
       * @param args - an asterisk marks what is required:
       * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
       * - `body.name`* text.
       * - `body.internalId` text. Code of the client in your own systems.
       * - `body.explanation` text. A note shown to the bookkeeper’s users.
       * - `body.templateId`* text. Organization template, as given by Jenji.
       * @returns `BookkeeperClient`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      create(args: CallArguments<'bookkeepers.clients.create'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.clients.create'>>;

      states: {
        /**
         * Add states to a client; BLOCKED shuts out every user of the organization.
         *
         * Operation `bookkeepers.clients.states.add`: PUT `/api/bk/v1/bookkeepers/{bookkeeperId}/clients/{clientId}/states`. Hazard `transition`: moves a workflow, or lets people in or out.
         *
         * @param args - an asterisk marks what is required:
         * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
         * - `path.clientId`* text. Organization id of the client.
         * - `body.states`* text[]: BLOCKED, INVALID_PAYMENT. BLOCKED shuts out every user; INVALID_PAYMENT shows them a warning.
         * @returns `Organization`.
         * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
         *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
         *   where the change may have been made all the same.
         */
        add(args: CallArguments<'bookkeepers.clients.states.add'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.clients.states.add'>>;

        /**
         * Remove states from a client.
         *
         * Operation `bookkeepers.clients.states.remove`: DELETE `/api/bk/v1/bookkeepers/{bookkeeperId}/clients/{clientId}/states`. Hazard `transition`: moves a workflow, or lets people in or out.
         *
         * @param args - an asterisk marks what is required:
         * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
         * - `path.clientId`* text. Organization id of the client.
         * - `body.states`* text[]: BLOCKED, INVALID_PAYMENT. BLOCKED shuts out every user; INVALID_PAYMENT shows them a warning.
         * @returns `Organization`.
         * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
         *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
         *   where the change may have been made all the same.
         */
        remove(args: CallArguments<'bookkeepers.clients.states.remove'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.clients.states.remove'>>;
      };

      /**
       * Apply a template to a client: every expense of the organization is hard reset; profiles and workflows are overridden.
       *
       * Operation `bookkeepers.clients.applyTemplate`: POST `/api/bk/v1/bookkeepers/{bookkeeperId}/clients/{clientId}/apply-template`. Hazard `reset`: destroys beyond one record.
       *
       * @param args - an asterisk marks what is required:
       * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
       * - `path.clientId`* text. Organization id of the client.
       * - `body.templateId` text. Organization template (UUID); left out, the organization stays.
       * - `body.accountingTemplateId` text. Accounting template (UUID); left out, the accounting configuration stays.
       * @returns `Organization`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      applyTemplate(args: CallArguments<'bookkeepers.clients.applyTemplate'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.clients.applyTemplate'>>;
    };

    users: {
      /**
       * List the users of a bookkeeper.
       *
       * Operation `bookkeepers.users.list`: GET `/api/bk/v1/bookkeepers/{bookkeeperId}/users`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
       * @returns `{ data: BookkeeperUser[] }`, whole: there are no pages.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      list(args: CallArguments<'bookkeepers.users.list'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.users.list'>>;

      /**
       * Add a user to a group of a bookkeeper.
       *
       * Operation `bookkeepers.users.create`: POST `/api/bk/v1/bookkeepers/{bookkeeperId}/users`. Hazard `create`: adds a record.
       *
       * @param args - an asterisk marks what is required:
       * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
       * - `body.firstName` text.
       * - `body.lastName` text.
       * - `body.groupId` text. Group to belong to; the root group when left out.
       * - `body.internalId` text. Code of the user in your own systems.
       * @returns `BookkeeperUser`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      create(args: CallArguments<'bookkeepers.users.create'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.users.create'>>;
    };

    templates: {
      categories: {
        /**
         * Replace the categories of an organization template; within a day, categories left out are disabled in every organization made from it.
         *
         * Operation `bookkeepers.templates.categories.replaceAll`: POST `/api/bk/v1/bookkeepers/{bookkeeperId}/templates/{templateId}/categories`. Hazard `replace`: clears or disables whatever the request leaves out.
         *
         * @param args - an asterisk marks what is required:
         * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
         * - `path.templateId`* text. Id of the allowance template, or of the bookkeeper’s organization template.
         * - `body[].id`* text.
         * - `body[].disabled` boolean. Not usable on new expenses.
         * - `body[].notSelectable` boolean.
         * - `body[].labelsPerLanguage` map of text. Text by two-letter language code.
         * - `body[].ocrMappedStandardCategories` text[]. Standard categories that receipt recognition maps onto this one.
         * - `body[].order` integer. Place in lists.
         * - `body[].parentCategoryId` text. One level only: never give a child to a child.
         * - `body[].iconId` text.
         * - `body[].colorId` text.
         * - `body[].scopeCondition` ScopeCondition. Who can use it, and when.
         * @returns `{ data: Category[] }`, whole: there are no pages.
         * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
         *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
         *   where the change may have been made all the same.
         */
        replaceAll(args: CallArguments<'bookkeepers.templates.categories.replaceAll'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.templates.categories.replaceAll'>>;
      };
    };

    vault: {
      /**
       * Enable, size or disable the legal archive of a client’s receipts.
       *
       * Operation `bookkeepers.vault.update`: PUT `/api/org/v1/bookkeepers/{bookkeeperId}/organizations/{organizationId}/vault`. Hazard `replace`: clears or disables whatever the request leaves out.
       *
       * @param args - an asterisk marks what is required:
       * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
       * - `path.organizationId`* text. Organization id (UUID).
       * - `body.enabled`* boolean.
       * - `body.capacity` integer. In Mb by the manual’s table, in gigabytes by its example: ask Jenji before setting it.
       * @returns `Vault`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came; `ambiguous` is then true
       *   where the change may have been made all the same.
       */
      update(args: CallArguments<'bookkeepers.vault.update'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.vault.update'>>;

      /**
       * Read how full the legal archive of a client’s receipts is.
       *
       * Operation `bookkeepers.vault.get`: GET `/api/org/v1/bookkeepers/{bookkeeperId}/organizations/{organizationId}/vault`. Hazard `read`: changes nothing.
       *
       * @param args - an asterisk marks what is required:
       * - `path.bookkeeperId`* text. Bookkeeper id (UUID).
       * - `path.organizationId`* text. Organization id (UUID).
       * @returns `Vault`.
       * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
       *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
       */
      get(args: CallArguments<'bookkeepers.vault.get'>, options?: CallOptions): Promise<ResponseOf<'bookkeepers.vault.get'>>;
    };
  };

  mileage: {
    /**
     * Locate the start and the end of a trip.
     *
     * Operation `mileage.address`: POST `/api/tools/v1/tools/mileage/address`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `body.startAddress` text. Or startLongitude and startLatitude.
     * - `body.startLongitude` decimal. Degrees, -180 to 180.
     * - `body.startLatitude` decimal. Degrees, -90 to 90.
     * - `body.endAddress` text. Or endLongitude and endLatitude.
     * - `body.endLongitude` decimal. Degrees, -180 to 180.
     * - `body.endLatitude` decimal. Degrees, -90 to 90.
     * - `body.roundTrip` boolean. Doubles the distance; not together with waypoints.
     * - `body.waypoints` object[]. Points between start and end, at most 10.
     * - `body.waypoints[].address` text.
     * - `body.waypoints[].longitude` decimal.
     * - `body.waypoints[].latitude` decimal.
     * @returns `TripEnds`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    address(args: CallArguments<'mileage.address'>, options?: CallOptions): Promise<ResponseOf<'mileage.address'>>;

    /**
     * Compute the distance of a trip, in kilometres.
     *
     * Operation `mileage.trip`: POST `/api/tools/v1/tools/mileage/trip`. Hazard `read`: changes nothing.
     *
     * @param args - an asterisk marks what is required:
     * - `body.startAddress` text. Or startLongitude and startLatitude.
     * - `body.startLongitude` decimal. Degrees, -180 to 180.
     * - `body.startLatitude` decimal. Degrees, -90 to 90.
     * - `body.endAddress` text. Or endLongitude and endLatitude.
     * - `body.endLongitude` decimal. Degrees, -180 to 180.
     * - `body.endLatitude` decimal. Degrees, -90 to 90.
     * - `body.roundTrip` boolean. Doubles the distance; not together with waypoints.
     * - `body.waypoints` object[]. Points between start and end, at most 10.
     * - `body.waypoints[].address` text.
     * - `body.waypoints[].longitude` decimal.
     * - `body.waypoints[].latitude` decimal.
     * @returns `TripDistance`.
     * @throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;
     *   ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came.
     */
    trip(args: CallArguments<'mileage.trip'>, options?: CallOptions): Promise<ResponseOf<'mileage.trip'>>;
  };
}
