import { describe, expect, test } from 'vitest';
import { BadUsage } from './bad-usage.ts';
import { readCommandLine } from './command-line.ts';

describe('the command line', () => {
  test('without anything is stdio, with all toolsets, and says nothing that the environment could not', () => {
    expect(readCommandLine([])).toEqual({
      transport: 'stdio',
      sandbox: false,
      readOnly: false,
      toolsets: undefined,
      port: undefined,
      host: undefined,
    });
  });

  test('chooses transport, port, host, toolsets, sandbox and read-only', () => {
    const argv = [
      'http',
      '--port',
      '0',
      '--host=::1',
      '--toolsets',
      'users, expenses,users',
      '--sandbox',
      '--read-only',
    ];
    expect(readCommandLine(argv)).toEqual({
      transport: 'http',
      sandbox: true,
      readOnly: true,
      toolsets: ['users', 'expenses'],
      port: 0,
      host: '::1',
    });
  });

  test('chooses the doctor, and how it reports', () => {
    const flags = { sandbox: true, readOnly: false, toolsets: undefined };
    expect(readCommandLine(['doctor', '--sandbox'])).toEqual({ show: 'doctor', ...flags, json: false });
    expect(readCommandLine(['doctor', '--sandbox', '--json'])).toEqual({ show: 'doctor', ...flags, json: true });
  });

  test.each([
    [['--help'], 'help'],
    [['http', '-h'], 'help'],
    [['--version'], 'version'],
  ] as const)('%j shows %s', (argv, show) => {
    expect(readCommandLine(argv)).toEqual({ show });
  });

  test.each([
    [['sse'], 'Expected stdio, http or doctor, got "sse".'],
    [['stdio', 'http'], 'Expected stdio, http or doctor'],
    [['doctor', '--port', '80'], '--port and --host belong to http'],
    [['http', '--json'], '--json belongs to doctor'],
    [['--verbose'], "Unknown option '--verbose'."],
    [['--toolsets'], "'--toolsets <value>' argument missing"],
    [
      ['--toolsets', 'users,receits'],
      '--toolsets: there is no toolset "receits". The toolsets are: organizations, expenses',
    ],
    [['--toolsets', ''], 'there is no toolset ""'],
    [['--port', '80'], '--port and --host belong to http'],
    [['http', '--port', '65536'], '--port must be a number from 0'],
    [['http', '--port', '-1'], '--port'],
    [['http', '--port', '80.5'], '--port must be a number from 0'],
    [['http', '--host', 'a b'], '--host must be an address'],
  ])('%j is refused with what is accepted', (argv, message) => {
    expect(() => readCommandLine(argv)).toThrow(BadUsage);
    expect(() => readCommandLine(argv)).toThrow(message);
  });

  test.each([
    ['--secret', 'hunter2'],
    ['--secret=hunter2'],
    ['--api-secret=hunter2'],
    ['--token', 'hunter2'],
    ['--api-key', 'hunter2'],
    ['--password=hunter2'],
  ])('%s is refused as a flag, with the variable to use, and never repeated', (...argv) => {
    expect(() => readCommandLine(argv)).toThrow('JENJI_API_SECRET');
    expect(() => readCommandLine(argv)).not.toThrow('hunter2');
  });
});
