import { JenjiError } from './errors.ts';

/** Jenji's documented environments. */
export const environments = {
  production: 'https://api.jenji.io',
  unstable: 'https://api-test.jenji.io',
} as const;
export type Environment = keyof typeof environments;

/** Whether a URL's host is this machine: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(url: URL): boolean {
  // The URL parser has already turned every way to write an IPv4 address into four decimal numbers.
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname);
}

/**
 * The URL that requests start from: https, or http on this machine; without user, query or fragment.
 *
 * @throws JenjiError that names the rule that was broken.
 */
export function resolveBaseUrl(options: { environment?: Environment; baseUrl?: string }): URL {
  if (options.baseUrl !== undefined && options.environment !== undefined) {
    throw new JenjiError('Give either environment or baseUrl, not both.');
  }
  if (options.baseUrl !== undefined) return parseBaseUrl(options.baseUrl);
  const environment = options.environment ?? 'production';
  if (!Object.hasOwn(environments, environment)) {
    throw new JenjiError(`environment must be one of ${Object.keys(environments).join(', ')}.`);
  }
  return new URL(environments[environment]);
}

function parseBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new JenjiError('baseUrl is not a URL. Example: https://api.jenji.io');
  if (url.username !== '' || url.password !== '') {
    throw new JenjiError('baseUrl must not hold a user or password. Give them in credentials.');
  }
  if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) {
    throw new JenjiError('baseUrl must not hold a query or a fragment.');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    throw new JenjiError('baseUrl must start with https:// (http:// only for localhost, 127.0.0.1 and [::1]).');
  }
  return url;
}
