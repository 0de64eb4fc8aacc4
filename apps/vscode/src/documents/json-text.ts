import * as l10n from '@vscode/l10n';
import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';

/** Something wrong at a place of a text. */
export interface Problem {
  readonly message: string;
  /** UTF-16 units from the start. */
  readonly offset: number;
  readonly length: number;
}

/** A JSON text with the places of its values. */
export interface JsonText {
  /** Undefined where the text is not JSON. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The place of the value at a path, or of the nearest one above it. */
  placeOf(path: readonly (string | number)[]): Pick<Problem, 'offset' | 'length'>;
}

/**
 * Reads JSON so that nothing is lost unseen: names given twice and numbers with more digits than a JSON number carries
 * are problems, and a member called `__proto__` is a member like any other.
 */
export function parseJsonText(text: string): JsonText {
  const errors: Pick<ParseError, 'offset' | 'length'>[] = [];
  const problems: Problem[] = [];
  let root: Node | undefined;
  let value: unknown;
  try {
    const found: ParseError[] = [];
    root = parseTree(text, found, { disallowComments: true });
    errors.push(...found);
    value = root && errors.length === 0 ? jsonOf(root, text, problems) : undefined;
  } catch (error) {
    // Nested so deep that reading it ends in the limits of the machine.
    if (!(error instanceof RangeError)) throw error;
    root = undefined;
    errors.push({ offset: 0, length: text.length });
  }
  if (!root && errors.length === 0) errors.push({ offset: 0, length: text.length });
  for (const { offset, length } of errors) {
    problems.push({ message: l10n.t('This is not JSON: correct it at this place.'), offset, length });
  }
  return {
    value,
    problems,
    placeOf(path) {
      for (let length = path.length; root && length > 0; length--) {
        const found = findNodeAtLocation(root, path.slice(0, length));
        // The whole property, so that the name is underlined too where the value is long.
        if (found) return placeOfNode(found);
      }
      return { offset: 0, length: Math.min(1, text.length) };
    },
  };
}

function placeOfNode(node: Node): Pick<Problem, 'offset' | 'length'> {
  const isLong = node.type === 'object' || node.type === 'array';
  const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  return isLong && name ? { offset: name.offset, length: name.length } : { offset: node.offset, length: node.length };
}

function jsonOf(node: Node, text: string, problems: Problem[]): unknown {
  const { offset, length, children = [] } = node;
  if (node.type === 'array') return children.map((child) => jsonOf(child, text, problems));
  if (node.type === 'number') {
    if (digitsOf(text.slice(offset, offset + length)) !== digitsOf(String(node.value))) {
      const message = l10n.t('This number has more digits than can be sent unchanged: round it to 15 digits.');
      problems.push({ message, offset, length });
    }
    return node.value;
  }
  if (node.type !== 'object') return node.value;
  const members = new Map<string, unknown>();
  for (const { children: [name, member] = [] } of children) {
    if (!name || !member) continue;
    const key = String(name.value);
    if (members.has(key)) {
      const message = l10n.t('{0} is given twice: keep one of the two.', JSON.stringify(key));
      problems.push({ message, offset: name.offset, length: name.length });
    }
    members.set(key, jsonOf(member, text, problems));
  }
  return Object.fromEntries(members);
}

/** The digits of a number and their place, the same for the same number however it is written. */
function digitsOf(text: string): string {
  const [, whole = '', fraction = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const leading = `${whole}${fraction}`.replace(/^0+/, '');
  const digits = leading.replace(/0+$/, '');
  if (digits === '') return '0';
  return `${digits}e${Number(exponent) - fraction.length + leading.length - digits.length}`;
}
