import type { Sandbox } from '@jenji-kit/sandbox';

/** The environment by which an operator would point the server to this sandbox, at full speed. */
export function sandboxEnvironment(
  { url, credentials }: Pick<Sandbox, 'url' | 'credentials'>,
  type: 'organization' | 'bookkeeper' = 'organization',
): Record<string, string> {
  const { user, secret } = credentials[type];
  return {
    JENJI_BASE_URL: url,
    JENJI_API_USER: user,
    JENJI_API_SECRET: secret,
    JENJI_KEY_TYPE: type,
    JENJI_BUDGET_PER_SECOND: '1000',
    JENJI_BUDGET_PER_MINUTE: '60000',
  };
}
