import { expect, it } from 'vitest';
import { stateFolder } from './state-folder.ts';

it.each<[NodeJS.Platform, Record<string, string>, string]>([
  ['linux', { HOME: '/home/ada' }, '/home/ada/.local/state/jenji'],
  ['linux', { HOME: '/home/ada', XDG_STATE_HOME: '/var/state' }, '/var/state/jenji'],
  ['linux', { HOME: '/home/ada', XDG_STATE_HOME: 'relative' }, '/home/ada/.local/state/jenji'],
  ['darwin', { HOME: '/Users/ada' }, '/Users/ada/Library/Application Support/jenji'],
  ['win32', { USERPROFILE: 'C:\\Users\\ada' }, 'C:\\Users\\ada\\AppData\\Local\\jenji'],
  ['win32', { LOCALAPPDATA: 'D:\\local', HOME: '/c/ada' }, 'D:\\local\\jenji'],
  ['win32', { JENJI_STATE_DIR: 'E:\\state' }, 'E:\\state'],
  ['linux', { HOME: '/home/ada', JENJI_STATE_DIR: '/srv/jenji' }, '/srv/jenji'],
])('on %s with %j is %s', (platform, env, folder) => {
  expect(stateFolder(env, platform)).toBe(folder);
});

it('refuses a relative JENJI_STATE_DIR', () => {
  expect(() => stateFolder({ JENJI_STATE_DIR: 'state' }, 'linux')).toThrow('JENJI_STATE_DIR must be an absolute path');
});
