import { parseTree } from 'jsonc-parser';
import { isFields } from './nothing.ts';
import type { JsonSchema } from './schema/json-schema.ts';

type JsonNode = NonNullable<ReturnType<typeof parseTree>>;

/** What people call an id, behind the place where it stands. */
export interface NameInText {
  /** UTF-16 units from the start. */
  readonly offset: number;
  readonly name: string;
}

/** The names of the ids in a document, as its schema knows them. A text that is not JSON has none. */
export function namesInText(schema: JsonSchema, text: string): NameInText[] {
  const root = parseTree(text);
  const names: NameInText[] = [];
  const visit = (node: JsonNode, rules: JsonSchema): void => {
    for (const each of [rules, ...(rules.anyOf ?? [])]) look(node, each);
  };
  const look = (node: JsonNode, { properties, items, enum: values, enumDescriptions }: JsonSchema): void => {
    const { type, children = [] } = node;
    if (type === 'object' && properties) {
      for (const { children: [key, value] = [] } of children) {
        const name = String(key?.value);
        const inner = Object.hasOwn(properties, name) ? properties[name] : undefined;
        if (value && inner) visit(value, inner);
      }
    } else if (type === 'array' && isFields(items)) {
      for (const child of children) visit(child, items);
    } else if (type === 'string' && values && enumDescriptions) {
      const name = enumDescriptions[values.indexOf(node.value)];
      if (name && name !== node.value) names.push({ offset: node.offset + node.length, name });
    }
  };
  if (root) visit(root, schema);
  return names;
}
