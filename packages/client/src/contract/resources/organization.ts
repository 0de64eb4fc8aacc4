import * as z from 'zod';
import {
  customFieldValues,
  flag,
  instant,
  integer,
  labels,
  localDate,
  open,
  resource,
  text,
  texts,
} from '../response-types.ts';
import { customField } from './custom-field.ts';
import { category, paymentMethod } from './customization.ts';
import { distanceUnit } from './mileage.ts';

export const organizationPlan = z.enum(['FREE', 'PRO', 'ENTERPRISE']);

/** `BLOCKED` shuts out every user; `INVALID_PAYMENT` shows them a warning. */
export const organizationState = z.enum(['BLOCKED', 'INVALID_PAYMENT']);

const summary = {
  id: text,
  name: text,
  plan: open(organizationPlan),
  createdBy: text,
  createdAt: instant,
  /** Amounts are converted to this currency for reporting. */
  masterCurrency: text,
  masterCountry: text,
  masterLanguage: text,
  masterDistanceUnit: open(distanceUnit),
};

export const organizationSummary = resource('OrganizationSummary', summary);

/** The top group has the id `root` and no parent. */
export const organizationGroup = resource('OrganizationGroup', {
  id: text,
  internalId: text,
  name: text,
  parentGroupId: text,
  paymentMethods: z.array(paymentMethod),
  customFieldValues,
  createdAt: instant,
  updatedAt: instant,
});

const customFields = z.array(customField);

export const organization = resource('Organization', {
  ...summary,
  states: z.array(open(organizationState)),
  availableLanguages: texts,
  categories: z.array(category),
  groups: z.array(organizationGroup),
  userCustomFields: customFields,
  groupCustomFields: customFields,
  expenseCustomFields: customFields,
  expenseRequestCustomFields: customFields,
  advanceCustomFields: customFields,
  vehicleCustomFields: customFields,
  features: z.record(z.string(), flag),
  /** The template applied last. */
  templateId: text,
});

export const communicationLevel = z.enum(['INFO', 'WARNING', 'ERROR', 'SUCCESS']);

/** A message shown to a group. */
export const organizationCommunication = resource('OrganizationCommunication', {
  id: text,
  code: text,
  groupId: text,
  messagesPerLanguage: labels,
  level: open(communicationLevel),
  /** Null: already started. */
  startDate: instant,
  /** Null: no end. */
  endDate: instant,
  updatedAt: instant,
});

/** What one user did on one day, as counts of expenses. */
export const dailyUserActivity = resource('DailyUserActivity', {
  userId: text,
  day: localDate,
  organizationId: text,
  created: integer,
  checked: integer,
  decided: integer,
  accounted: integer,
  paid: integer,
  /** Counts each deletion, so an expense deleted, restored and deleted again counts twice. */
  deleted: integer,
  ignored: integer,
});

export type OrganizationPlan = z.infer<typeof organizationPlan>;
export type OrganizationState = z.infer<typeof organizationState>;
export type OrganizationSummary = z.infer<typeof organizationSummary>;
export type OrganizationGroup = z.infer<typeof organizationGroup>;
export type Organization = z.infer<typeof organization>;
export type CommunicationLevel = z.infer<typeof communicationLevel>;
export type OrganizationCommunication = z.infer<typeof organizationCommunication>;
export type DailyUserActivity = z.infer<typeof dailyUserActivity>;
