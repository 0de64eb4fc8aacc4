// @ts-check
import { environmentVariables } from './environment-variables.mjs';

/**
 * @typedef {object} Facts what package.json and the tools say
 * @property {string} name
 * @property {string} mcpName
 * @property {string} version
 * @property {string} description
 * @property {string} license
 * @property {{ node: string }} engines
 * @property {readonly { name: string, description: string }[]} tools those listed by default
 */

/**
 * What installers read, made from the same facts as everything else.
 *
 * @param {Facts} facts
 * @returns {Record<string, string>} text by path
 */
export function packagingFiles(facts) {
  return {
    'server.json': `${JSON.stringify(serverJson(facts), null, 2)}\n`,
    'mcpb/manifest.json': `${JSON.stringify(mcpbManifest(facts), null, 2)}\n`,
  };
}

/** The entry of the MCP Registry, by its schema of 2025-12-11. @param {Facts} facts */
function serverJson({ name, mcpName, version, description }) {
  return {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: mcpName,
    title: 'Jenji',
    description,
    version,
    packages: [
      {
        registryType: 'npm',
        identifier: name,
        version,
        transport: { type: 'stdio' },
        environmentVariables: environmentVariables.map(({ title: _title, byDefault, ...variable }) => ({
          ...variable,
          ...(byDefault !== undefined && { default: byDefault }),
        })),
      },
    ],
  };
}

/** The manifest of the bundle for desktop hosts (.mcpb), version 0.3. @param {Facts} facts */
function mcpbManifest({ name, version, description, license, engines, tools }) {
  return {
    manifest_version: '0.3',
    name,
    display_name: 'Jenji',
    version,
    description,
    long_description: [
      'Search, sum and understand expenses; look at who may act; change anything in Jenji with a preview of what changes',
      'and what would be lost, and turn it back. Needs an API key of Jenji. Requests are paced to what Jenji allows.',
    ].join(' '),
    author: { name: 'Jenji Kit' },
    license,
    keywords: ['jenji', 'expenses', 'receipts', 'accounting'],
    server: {
      type: 'node',
      entry_point: 'server/jenji-mcp.js',
      mcp_config: {
        command: 'node',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the host puts the folder of the bundle in.
        args: ['${__dirname}/server/jenji-mcp.js'],
        env: Object.fromEntries(environmentVariables.map((each) => [each.name, `\${user_config.${keyOf(each.name)}}`])),
      },
    },
    // Which toolsets a person chooses decides what else there is.
    tools: tools.map(({ name, description }) => ({ name, description: firstSentence(description) })),
    tools_generated: true,
    prompts_generated: true,
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: engines.node } },
    user_config: Object.fromEntries(
      environmentVariables.map((each) => [
        keyOf(each.name),
        {
          type: 'string',
          title: each.title,
          description: each.description,
          required: each.isRequired ?? false,
          ...(each.isSecret && { sensitive: true }),
          ...(each.byDefault !== undefined && { default: each.byDefault }),
        },
      ]),
    ),
  };
}

/** `JENJI_API_USER` as the bundle calls it: `api_user`. @param {string} name */
function keyOf(name) {
  return name.replace(/^JENJI_/, '').toLowerCase();
}

/** @param {string} text */
function firstSentence(text) {
  return text.split(/(?<=[.!?]) (?=[A-Z])/, 1)[0] ?? text;
}
