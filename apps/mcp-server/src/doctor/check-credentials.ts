import {
  ConnectionError,
  type JenjiClient,
  JenjiError,
  RateLimitedError,
  ResponseShapeError,
  ServerError,
  TimeoutError,
} from '@jenji-kit/client';
import type { Finding } from './check.ts';

/** Whether Jenji knows the key, and as the type that is configured. Costs one request, and one more when it does not. */
export async function checkCredentials(jenji: JenjiClient): Promise<Finding> {
  try {
    const check = await jenji.verifyCredentials();
    if (check.ok) return { status: 'ok', detail: `Jenji accepts the key as ${check.type} key` };
    return {
      status: 'failed',
      detail: check.message,
      fix:
        check.worksAs === undefined
          ? 'Copy JENJI_API_USER and JENJI_API_SECRET again, and check JENJI_ENVIRONMENT.'
          : `Set JENJI_KEY_TYPE=${check.worksAs}.`,
    };
  } catch (error) {
    if (!(error instanceof JenjiError)) throw error;
    return { status: 'failed', detail: error.message, fix: fixFor(error) };
  }
}

function fixFor(error: JenjiError): string {
  if (error instanceof ResponseShapeError) {
    return 'Something else than Jenji answers there, such as a proxy or a login page: check JENJI_BASE_URL and the network.';
  }
  if (error instanceof RateLimitedError || error instanceof ServerError) return 'Try again in a minute.';
  if (error instanceof ConnectionError || error instanceof TimeoutError) return 'Check the network, and try again.';
  return 'Check JENJI_BASE_URL: the answer is none that Jenji gives to this question.';
}
