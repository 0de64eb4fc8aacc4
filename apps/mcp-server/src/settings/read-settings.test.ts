import { delimiter } from 'node:path';
import { defaultToolsets } from '@jenji-kit/mcp';
import { describe, expect, test } from 'vitest';
import { BadUsage } from '../command/bad-usage.ts';
import { readHttpSettings } from './read-http-settings.ts';
import { type Environment, readSettings } from './read-settings.ts';

const noFlags = { sandbox: false, readOnly: false, toolsets: undefined };
const key = { JENJI_API_USER: 'user', JENJI_API_SECRET: 'hunter2' };
const fromEnvironment = (environment: Environment) => readSettings(noFlags, environment);

describe('settings', () => {
  test('of an empty environment are no account, every toolset, and confirmed writes', () => {
    expect(fromEnvironment({})).toEqual({
      account: undefined,
      toolsets: defaultToolsets,
      writes: 'confirm',
      organizations: undefined,
      allowReset: new Set(),
      budget: {},
    });
  });

  test('come from the environment', () => {
    const environment = {
      ...key,
      JENJI_KEY_TYPE: 'bookkeeper',
      JENJI_ENVIRONMENT: 'unstable',
      JENJI_WRITES: 'auto',
      JENJI_ORGANIZATIONS: 'acme, globex',
      JENJI_TOOLSETS: 'users',
      JENJI_BUDGET_PER_SECOND: '2',
      JENJI_BUDGET_PER_MINUTE: '60',
    };
    expect(fromEnvironment(environment)).toEqual({
      account: { type: 'bookkeeper', user: 'user', secret: 'hunter2', server: { environment: 'unstable' } },
      toolsets: ['users'],
      writes: 'auto',
      organizations: new Set(['acme', 'globex']),
      allowReset: new Set(),
      budget: { perSecond: 2, perMinute: 60 },
    });
  });

  test('of flags win over the environment', () => {
    const flags = { sandbox: true, readOnly: true, toolsets: ['expenses'] } as const;
    const settings = readSettings(flags, { ...key, JENJI_WRITES: 'auto', JENJI_TOOLSETS: 'users' });
    expect(settings).toMatchObject({ account: 'sandbox', toolsets: ['expenses'], writes: 'off' });
  });

  test('left blank count as not set', () => {
    expect(fromEnvironment({ JENJI_API_USER: '', JENJI_API_SECRET: ' ', JENJI_WRITES: '' })).toEqual(
      fromEnvironment({}),
    );
  });

  test.each<[Environment, string]>([
    [{ JENJI_API_USER: 'user' }, 'JENJI_API_USER is set and JENJI_API_SECRET is not'],
    [{ JENJI_API_SECRET: 'hunter2' }, 'JENJI_API_SECRET is set and JENJI_API_USER is not'],
    [{ ...key, JENJI_KEY_TYPE: 'admin' }, 'JENJI_KEY_TYPE must be organization or bookkeeper, got "admin".'],
    [{ ...key, JENJI_ENVIRONMENT: 'prod' }, 'JENJI_ENVIRONMENT must be production or unstable'],
    [{ ...key, JENJI_ENVIRONMENT: 'unstable', JENJI_BASE_URL: 'https://a.example' }, 'not both'],
    [{ ...key, JENJI_BASE_URL: 'http://jenji.example' }, 'JENJI_BASE_URL: '],
    [{ ...key, JENJI_BASE_URL: 'https://user:hunter2@jenji.example' }, 'JENJI_BASE_URL: '],
    [{ ...key, JENJI_BASE_URL: 'jenji' }, 'JENJI_BASE_URL: '],
    [{ JENJI_WRITES: 'yes' }, 'JENJI_WRITES must be off or confirm or auto, got "yes".'],
    [{ JENJI_ORGANIZATIONS: 'acme,' }, 'JENJI_ORGANIZATIONS'],
    [{ JENJI_TOOLSETS: 'every' }, 'JENJI_TOOLSETS: there is no toolset "every"'],
    [{ JENJI_BUDGET_PER_SECOND: '0' }, 'JENJI_BUDGET_PER_SECOND must be a whole number of at least 1'],
    [{ JENJI_BUDGET_PER_MINUTE: '1.5' }, 'JENJI_BUDGET_PER_MINUTE'],
  ])('%j are refused with the variable and the rule, and without the secret', (environment, message) => {
    expect(() => fromEnvironment(environment)).toThrow(BadUsage);
    expect(() => fromEnvironment(environment)).toThrow(message);
    expect(() => fromEnvironment(environment)).not.toThrow('hunter2');
  });
});

describe('folders of receipts', () => {
  const foldersOf = (value: string) => fromEnvironment({ JENJI_RECEIPT_FOLDERS: value }).receiptFolders;

  test('are none unless named', () => {
    expect(fromEnvironment({}).receiptFolders).toBeUndefined();
    expect(foldersOf(' ')).toBeUndefined();
    expect(foldersOf(['/srv/receipts', '/home/a b'].join(delimiter))).toEqual(['/srv/receipts', '/home/a b']);
  });

  test.each(['receipts', './receipts', `/srv${delimiter}`, '~/receipts'])('as %j are refused', (value) => {
    expect(() => foldersOf(value)).toThrow('JENJI_RECEIPT_FOLDERS must be absolute paths');
  });
});

describe('settings of HTTP', () => {
  const token = 'a-token-of-20-letters';
  const noHost = { host: undefined, port: undefined };

  test('are loopback without a token, unless said otherwise', () => {
    expect(readHttpSettings(noHost, {})).toEqual({
      host: '127.0.0.1',
      port: 3845,
      token: undefined,
      hostnames: ['localhost', '127.0.0.1', '[::1]'],
      hostnamesAdvice: 'JENJI_MCP_HOSTS adds names.',
    });
  });

  test('let other names in when they are named', () => {
    const { hostnames } = readHttpSettings(
      { host: '::', port: 80 },
      { JENJI_MCP_TOKEN: token, JENJI_MCP_HOSTS: 'Jenji.Example, mcp.example' },
    );
    expect(hostnames).toEqual(['localhost', '127.0.0.1', '[::1]', '[::]', 'jenji.example', 'mcp.example']);
  });

  test.each<[string | undefined, Environment, string]>([
    ['0.0.0.0', {}, 'JENJI_MCP_TOKEN must be set'],
    ['192.168.1.7', {}, 'JENJI_MCP_TOKEN must be set'],
    [undefined, { JENJI_MCP_TOKEN: 'hunter2' }, 'at least 16 characters'],
    [undefined, { JENJI_MCP_HOSTS: 'https://a.example' }, 'JENJI_MCP_HOSTS'],
    [undefined, { JENJI_MCP_HOSTS: 'a.example:80' }, 'without port'],
  ])('host %s with %j is refused', (host, environment, message) => {
    expect(() => readHttpSettings({ host, port: undefined }, environment)).toThrow(message);
    expect(() => readHttpSettings({ host, port: undefined }, environment)).not.toThrow('hunter2');
  });

  test.each(['localhost', '::1'])('need no token on %s', (host) => {
    expect(readHttpSettings({ host, port: 1 }, {}).token).toBeUndefined();
  });
});
