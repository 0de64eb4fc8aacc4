import * as z from 'zod';

/** Every parameter a path can hold, by the name it has between braces. */
export const pathParameters = {
  organizationId: z.string().describe('Organization id (UUID).'),
  groupId: z.string().describe('Group id: a UUID, or `root` for the top group.'),
  communicationId: z.string().describe('Communication id (UUID).'),
  categoryId: z.string().describe('Category code, unique in the organization.'),
  paymentMethodId: z.string().describe('Payment method id.'),
  templateId: z.string().describe('Id of the allowance template, or of the bookkeeper’s organization template.'),
  customFieldKey: z.string().describe('Code of the custom field.'),
  listId: z.string().describe('List id, as read from the `listId` of a LIST custom field.'),
  optionId: z.string().describe('Option id, unique in its list.'),
  ruleId: z.string().describe('Warning rule: its Jenji id, or `ext-` followed by its external id.'),
  userId: z.string().describe('User id: a UUID, or an e-mail address.'),
  vehicleId: z.string().describe('Vehicle id (UUID).'),
  expenseId: z.string().describe('Expense id (UUID).'),
  actionCode: z.string().describe('Action code, one of those the matching `actions.list` returns now.'),
  warningRuleId: z
    .string()
    .describe('Rule created by API: its Jenji id, or `ext-` followed by its external id. Built-in rules are refused.'),
  exportType: z.enum(['accounting', 'payroll']).describe('Which export to detach.'),
  requestId: z.string().describe('Expense request id (UUID).'),
  bookkeeperId: z.string().describe('Bookkeeper id (UUID).'),
  clientId: z.string().describe('Organization id of the client.'),
};

export type PathParameterName = keyof typeof pathParameters;

/** The names between braces in a path template: `'/a/{x}/b/{y}'` gives `'x' | 'y'`. */
export type PathParameterNames<Path extends string> = string extends Path
  ? PathParameterName
  : Path extends `${string}{${infer Name}}${infer Rest}`
    ? Name | PathParameterNames<Rest>
    : never;

/** The template itself where all its parameters are declared above; else a type no string has. */
export type PathTemplate<Path extends string> = [PathParameterNames<Path>] extends [PathParameterName] ? Path : never;

/** What a call passes for a template: `{ organizationId: string, … }`. */
export type PathArguments<Path extends string> = {
  [Name in PathParameterNames<Path> & PathParameterName]: z.input<(typeof pathParameters)[Name]>;
};
