import * as z from 'zod';
import { flag, labels, open, resource, text } from '../response-types.ts';

/** The one type the API manages: rules that only API calls put on expenses. */
export const warningRuleType = z.enum(['EXTERNAL']);

export const warningRuleOption = resource('WarningRuleOption', { code: text, labels, isPreventingValidation: flag });

export const warningRule = resource('WarningRule', {
  id: text,
  type: open(warningRuleType),
  labels,
  options: z.array(warningRuleOption),
  disabled: flag,
  /** Without the `ext-` that it takes in paths. */
  externalRuleId: text,
});

export type WarningRuleOption = z.infer<typeof warningRuleOption>;
export type WarningRule = z.infer<typeof warningRule>;
