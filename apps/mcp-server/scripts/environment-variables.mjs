// @ts-check
/**
 * The settings that a person chooses when installing the server, in whatever form an installer asks for them. The rest
 * (`jenji-mcp --help`) is for operators.
 *
 * @typedef {object} EnvironmentVariable
 * @property {string} name
 * @property {string} title
 * @property {string} description
 * @property {true} [isRequired]
 * @property {true} [isSecret]
 * @property {readonly string[]} [choices]
 * @property {string} [byDefault]
 */

/** @type {readonly EnvironmentVariable[]} */
export const environmentVariables = [
  {
    name: 'JENJI_API_USER',
    title: 'API user',
    description: 'The user of an API key of Jenji, from its administration.',
    isRequired: true,
  },
  {
    name: 'JENJI_API_SECRET',
    title: 'API secret',
    description: 'The secret of that API key.',
    isRequired: true,
    isSecret: true,
  },
  {
    name: 'JENJI_KEY_TYPE',
    title: 'Type of the key',
    description: 'organization, or bookkeeper for the key of an accounting firm.',
    choices: ['organization', 'bookkeeper'],
    byDefault: 'organization',
  },
  {
    name: 'JENJI_ENVIRONMENT',
    title: 'Environment',
    description: 'production, or unstable for the test environment of Jenji.',
    choices: ['production', 'unstable'],
    byDefault: 'production',
  },
  {
    name: 'JENJI_WRITES',
    title: 'Changes',
    description: 'confirm: each change is shown and approved before it is made. off: nothing can be changed.',
    choices: ['confirm', 'off'],
    byDefault: 'confirm',
  },
  {
    name: 'JENJI_ORGANIZATIONS',
    title: 'Organizations',
    description:
      'Ids of the only organizations that may be touched, with commas between them; empty for all of the key.',
  },
  {
    name: 'JENJI_TOOLSETS',
    title: 'Toolsets',
    description:
      'Which sets of tools are listed, with commas between them; empty for the usual ones, all for every one.',
  },
];
