import { answerOf, parametersOf } from './parameters.mjs';

/** The text of src/methods.generated.ts: one documented method for each operation, in namespaces as the ids are. */
export function methodsSource(contract) {
  return `// Generated from the contract by \`pnpm --filter @jenji-kit/client generate\`. Do not edit.
import type { CallOptions } from './call-options.ts';
import type { CallArguments, ResponseOf } from './contract/index.ts';

/** Every operation as a method, in namespaces as its id is: \`expenses.get\` is \`jenji.expenses.get\`. */
export interface JenjiMethods {
${members(contract, namespaces(contract.operationIds), '  ')}
}
`;
}

/** The ids as a tree: a namespace is a Map, a method its id. */
function namespaces(ids) {
  const root = new Map();
  for (const id of ids) {
    const names = id.split('.');
    const method = names.pop();
    let namespace = root;
    for (const name of names) {
      if (!namespace.has(name)) namespace.set(name, new Map());
      namespace = namespace.get(name);
    }
    namespace.set(method, id);
  }
  return root;
}

function members(contract, namespace, indent) {
  return [...namespace]
    .map(([name, inside]) =>
      typeof inside === 'string'
        ? method(contract, name, inside, indent)
        : `${indent}${name}: {\n${members(contract, inside, `${indent}  `)}\n${indent}};`,
    )
    .join('\n\n');
}

function method(contract, name, id, indent) {
  const args = needsArguments(contract, id) ? 'args' : 'args?';
  return [
    '/**',
    ...documentation(contract, contract.describeOperation(id)).map((line) => (line ? ` * ${line}` : ' *')),
    ' */',
    `${name}(${args}: CallArguments<'${id}'>, options?: CallOptions): Promise<ResponseOf<'${id}'>>;`,
  ]
    .map((line) => indent + line)
    .join('\n');
}

/** Whether the operation refuses to be called without arguments. */
function needsArguments({ parseArguments }, id) {
  try {
    parseArguments(id);
    return false;
  } catch {
    return true;
  }
}

function documentation({ hazards }, operation) {
  const { id, method, path, summary, hazard } = operation;
  const parameters = parametersOf(operation);
  const answer = answerOf(operation);
  return [
    summary,
    '',
    `Operation \`${id}\`: ${method} \`${path}\`. Hazard \`${hazard}\`: ${hazards[hazard]}.`,
    '',
    ...(parameters.length > 0 ? ['@param args - an asterisk marks what is required:', ...parameters.map(item)] : []),
    `@returns ${answer.includes('data') ? `\`${answer}\`, whole: there are no pages` : `\`${answer}\``}.`,
    '@throws InvalidArgumentsError, before anything is sent, when an argument breaks a rule; ApiError when Jenji refuses;',
    '  ConnectionError, TimeoutError, AbortedError or ResponseShapeError when no proper answer came' +
      (hazard === 'read' ? '.' : '; `ambiguous` is then true'),
    ...(hazard === 'read' ? [] : ['  where the change may have been made all the same.']),
  ];
}

function item({ name, type, required, description, only }) {
  const variants = only ? `Only ${only.join(', ')}.` : '';
  return `- \`${name}\`${required ? '*' : ''} ${[`${type}.`, description, variants].filter(Boolean).join(' ')}`;
}
