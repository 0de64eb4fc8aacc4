import { inspect } from 'node:util';
import { errors } from 'undici';
import { describe, expect, it } from 'vitest';
import { NetworkFailure } from './network-failure.ts';

function coded(code: string): Error {
  return Object.assign(new Error('secret details'), { code });
}

describe('a network failure', () => {
  it.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CERT_HAS_EXPIRED',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('of %s is permanent, and says how to trust a certificate authority', (code) => {
    const failure = new NetworkFailure(coded(code));
    expect(failure.permanent).toBe(true);
    expect(failure.message).toContain('NODE_EXTRA_CA_CERTS');
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'])(
    'of %s may pass',
    (code) => {
      expect(new NetworkFailure(coded(code)).permanent).toBe(false);
    },
  );

  it('of several addresses is that of the first', () => {
    expect(new NetworkFailure(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')])).code).toBe(
      'ECONNREFUSED',
    );
  });

  it('keeps nothing of the error underneath but its code', () => {
    const parser = Object.assign(new errors.HTTPParserError('secret details'), { data: 'secret data' });
    for (const error of [coded('EPIPE'), parser, new Error('secret details', { cause: coded('x y') }), 'secret']) {
      expect(inspect(new NetworkFailure(error), { showHidden: true })).not.toContain('secret d');
    }
  });
});
