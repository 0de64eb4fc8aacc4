/** A JSON Schema of draft 7, with what the editor's JSON support knows besides. */
export interface JsonSchema {
  $schema?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema | JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  readOnly?: boolean;
  default?: unknown;
  /** What hovering and completing show of each value of `enum`. */
  enumDescriptions?: string[];
  /** What completing shows beside each value of `enum`, and by what it sorts them. */
  enumDetails?: string[];
  enumSortTexts?: string[];
  /** Shown in place of the editor's own words. */
  errorMessage?: string;
  doNotSuggest?: boolean;
  definitions?: Record<string, JsonSchema>;
  $ref?: string;
  [keyword: string]: unknown;
}
