import { type HttpSettings, loopbackNames } from '@jenji-kit/mcp';
import { BadUsage } from '../command/bad-usage.ts';
import type { Environment } from './read-settings.ts';

const defaultPort = 3845;
const shortestToken = 16;

/**
 * The part of the settings that only HTTP needs.
 *
 * @throws BadUsage when the server would be open to other machines without a token, or the token could be guessed.
 */
export function readHttpSettings(
  flags: { host: string | undefined; port: number | undefined },
  environment: Environment,
): HttpSettings {
  const host = flags.host ?? '127.0.0.1';
  const token = environment.JENJI_MCP_TOKEN?.trim() || undefined;
  const more = environment.JENJI_MCP_HOSTS?.trim() || undefined;
  if (token !== undefined && token.length < shortestToken) {
    throw new BadUsage(`JENJI_MCP_TOKEN must have at least ${shortestToken} characters; take a random one.`);
  }
  if (token === undefined && !loopbackNames.includes(bracketed(host))) {
    throw new BadUsage(
      `--host ${host} lets other machines in, so the environment variable JENJI_MCP_TOKEN must be set: ` +
        'a secret of at least 16 characters that clients send as "Authorization: Bearer …".',
    );
  }
  const hostnames = new Set([...loopbackNames, bracketed(host), ...(more === undefined ? [] : readHostnames(more))]);
  return {
    host,
    port: flags.port ?? defaultPort,
    token,
    hostnames: [...hostnames],
    hostnamesAdvice: 'JENJI_MCP_HOSTS adds names.',
  };
}

function readHostnames(value: string): string[] {
  return value.split(',').map((item) => {
    const name = item.trim().toLowerCase();
    if (URL.canParse(`http://${name}`) && new URL(`http://${name}`).hostname === name) return name;
    throw new BadUsage(`JENJI_MCP_HOSTS must be host names with commas between them, without port, got "${item}".`);
  });
}

/** An IPv6 address as it stands in a URL. */
function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
