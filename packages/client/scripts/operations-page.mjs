import { answerOf, parametersOf, typeOf } from './parameters.mjs';

/** The text of docs/operations.md: all operations by chapter, then the fields of what they answer. */
export function operationsPage(contract) {
  const { chapters, describeOperation, hazards, operationIds } = contract;
  return `<!-- Generated from the contract by \`pnpm --filter @jenji-kit/client generate\`. Do not edit. -->

# Operations

The ${operationIds.length} documented operations of the Jenji API. \`jenji.call('expenses.get', { path: { expenseId } })\` and
\`jenji.expenses.get({ path: { expenseId } })\` are the same call; the name of a parameter starts with the part of the
arguments it goes into. \`X[]\` is a list, \`map of X\` holds values by key, an \`instant\` is an ISO 8601 date and time with
offset, a \`date\` is \`YYYY-MM-DD\`. What is not required may also be \`null\`.

${table(
  ['Hazard', 'A call'],
  Object.entries(hazards).map(([hazard, meaning]) => [`\`${hazard}\``, meaning]),
)}
${Object.entries(chapters)
  .map(
    ([title, operations]) =>
      `## ${title}\n\n${Object.keys(operations)
        .map((id) => section(describeOperation(id)))
        .join('\n')}`,
  )
  .join('\n')}
## Answers

Any field of an answer may be missing or \`null\`, and fields that are not listed are kept.

${answers(contract)
  .map(
    ([name, fields]) => `### ${name}\n\n${fields.map((field) => `\`${field.name}\` ${typeOf(field)}`).join(' · ')}\n`,
  )
  .join('\n')}`;
}

function section(operation) {
  const { id, method, path, hazard, summary } = operation;
  const parameters = parametersOf(operation).map(({ name, type, required, description, only }) => [
    `\`${name}\``,
    type,
    required ? 'yes' : 'no',
    [description, only && `Only ${only.join(', ')}.`].filter(Boolean).join(' '),
  ]);
  return `### ${id}

\`${method} ${path}\` · **${hazard}** · answers \`${answerOf(operation)}\`

${summary}
${parameters.length > 0 ? `\n${table(['Parameter', 'Type', 'Required', 'Meaning'], parameters)}` : ''}`;
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** Every named schema that is answered, with its fields, by name. */
function answers(contract) {
  const shapes = [
    ...Object.values(contract).flatMap((value) =>
      value?._zod?.def.type === 'object' ? [contract.shapeOf(value)] : [],
    ),
    ...contract.operationIds.map((id) => contract.describeOperation(id).answer),
  ];
  const named = shapes.filter(({ type, groups }) => type !== 'object' && groups.length > 0);
  const byName = new Map(named.map(({ type, groups }) => [type, groups[0].fields]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
}
