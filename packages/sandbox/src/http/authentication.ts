import type { ApiKey, World } from '../world/index.ts';

/**
 * The key of a Basic `Authorization` header, or undefined. The password of an organization key is its secret, that of
 * a bookkeeper key its secret followed by `:API_BK`: the type is part of the credentials.
 */
export function authenticate(world: World, authorization: string | null): ApiKey | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return undefined;
  const user = decoded.slice(0, colon);
  const password = decoded.slice(colon + 1);
  return world.keys.find((key) => key.user === user && password === passwordOf(key));
}

function passwordOf(key: ApiKey): string {
  return key.type === 'bookkeeper' ? `${key.secret}:API_BK` : key.secret;
}
