import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { openCompanionLink } from './companion-link.ts';
import { HostLogs } from './host-logs.ts';
import { installation } from './installation.ts';
import { patience, until } from './until.ts';
import { Workbench } from './workbench.ts';

const companionFolder = fileURLToPath(new URL('../companion', import.meta.url));

export interface EditorOptions {
  /** Packed extensions to install as a user would, or folders of unpacked ones to copy. */
  extensions?: readonly string[];
  /** On top of settings that keep VS Code quiet. */
  settings?: Readonly<Record<string, unknown>>;
  /** Files of the folder that is opened: name and content. */
  workspace?: Readonly<Record<string, string>>;
  /** Environment variables of the extension host, on top of a bare environment. */
  env?: Readonly<Record<string, string>>;
  /** The display language, "fr" for example: what extensions show; VS Code's own words stay English. */
  locale?: string;
  /** Size of the windows in pixels. */
  viewport?: { width: number; height: number };
}

/** A running VS Code, with settings, secrets and extensions of its own. */
export interface Editor {
  /** Opens a window on the workspace. Each window has an extension host of its own; secrets are shared. */
  open(): Promise<Workbench>;
  windows: readonly Workbench[];
  /** What VS Code and its extensions wrote on disk. */
  logs: HostLogs;
  /** The home folder of all that runs in it, gone when it stops. */
  home: string;
  /** The folder that the windows show. */
  workspace: string;
  /** Ends everything and removes all that it left on disk. */
  stop(): Promise<void>;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  // A parent that sticks to the top lies over the rows that the tests click.
  'workbench.tree.enableStickyScroll': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  // As on a desktop; in a browser VS Code saves by itself.
  'files.autoSave': 'off',
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'json.schemaDownload.enable': false,
};

/** Boots a VS Code on a free port of loopback. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const folder = await mkdtemp(join(tmpdir(), 'jenji-vscode-'));
  const [userData, extensions, workspace] = [join(folder, 'ud'), join(folder, 'exts'), join(folder, 'workspace')];
  const settingsFile = join(userData, 'User/settings.json');
  await mkdir(dirname(settingsFile), { recursive: true });
  await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings }));
  await mkdir(workspace);
  for (const [name, content] of Object.entries(options.workspace ?? {})) {
    await mkdir(dirname(join(workspace, name)), { recursive: true });
    await writeFile(join(workspace, name), content);
  }

  if (options.locale !== undefined) await writeLanguagePack(userData, options.locale);

  const link = await openCompanionLink();
  const env = {
    PATH: [dirname(installation.node), process.env.PATH].join(delimiter),
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, '.config'),
    XDG_DATA_HOME: join(folder, '.local/share'),
    XDG_STATE_HOME: join(folder, '.local/state'),
    TMPDIR: folder,
    // Whoever runs the tests elsewhere on Earth means the same months.
    ...(process.env.TZ !== undefined && { TZ: process.env.TZ }),
    ...link.environment,
    ...options.env,
  };
  const arguments_ = [
    installation.codeServer,
    ...['--config', join(folder, 'config.yaml'), '--user-data-dir', userData, '--extensions-dir', extensions],
  ];
  await writeFile(join(folder, 'config.yaml'), '');
  for (const extension of [companionFolder, ...(options.extensions ?? [])]) {
    if ((await stat(extension)).isDirectory()) await copyExtension(extension, extensions);
    else await promisify(execFile)(installation.node, [...arguments_, '--install-extension', extension], { env });
  }

  const server = spawn(
    installation.node,
    [
      ...arguments_,
      ...['--bind-addr', '127.0.0.1:0', '--auth', 'none', '--ignore-last-opened'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
      '--disable-getting-started-override',
      ...['--vscode-option', `builtin-extensions-dir=${installation.builtinExtensions}`],
      ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    ],
    // A group of its own, so that nothing of it outlives the tests.
    { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const killNow = () => kill(server, 'SIGKILL');
  process.once('exit', killNow);
  // Where the tests' own process was ended from outside, this worker has nobody to work for.
  process.once('disconnect', killNow);
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  const windows: Workbench[] = [];
  const stop = async () => {
    await browser?.close();
    kill(server, 'SIGTERM');
    if (server.exitCode === null && server.signalCode === null) {
      const forced = setTimeout(killNow, 5_000);
      await new Promise((resolve) => server.once('exit', resolve));
      clearTimeout(forced);
    }
    // Those of its children that are still there have nobody to report to.
    killNow();
    process.off('exit', killNow);
    process.off('disconnect', killNow);
    await link.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  };

  try {
    await address(server);
    browser = await chromium.launch({
      ...(installation.chromium !== undefined && { executablePath: installation.chromium }),
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
        ...['--disable-component-update', '--disable-sync'],
      ],
    });
    // One browser profile: what a person's windows share is shared, secrets above all.
    context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      ...(options.locale !== undefined && { locale: options.locale }),
      permissions: ['clipboard-read', 'clipboard-write'],
    });
  } catch (error) {
    await stop();
    throw error;
  }
  const [opened, serverUrl] = [context, await address(server)];
  const logs = new HostLogs(join(userData, 'logs'));
  return {
    windows,
    logs,
    home: folder,
    workspace,
    stop,
    async open() {
      const page = await opened.newPage();
      const workbench = new Workbench(page, {
        url: `${serverUrl}/?folder=${encodeURIComponent(workspace)}`,
        nextCompanion: () => link.next(),
      });
      windows.push(workbench);
      page.once('close', () => windows.splice(windows.indexOf(workbench), 1));
      await workbench.load();
      return workbench;
    },
  };
}

const addresses = new WeakMap<ChildProcess, Promise<string>>();

/** Where the server listens, once it does and is healthy. */
function address(server: ChildProcess): Promise<string> {
  const known = addresses.get(server);
  if (known !== undefined) return known;
  const found = new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`VS Code ended with ${code}:\n${output}`)));
  }).then(async (url) => {
    await until('a healthy VS Code', async () => (await fetch(`${url}/healthz`)).ok, { timeout: patience });
    return url;
  });
  addresses.set(server, found);
  return found;
}

function kill(server: ChildProcess, signal: NodeJS.Signals): void {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** Copies an unpacked extension to where VS Code looks for it. */
async function copyExtension(source: string, extensions: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  await cp(source, join(extensions, `${publisher}.${name}-${version}`), { recursive: true });
}

/**
 * Registers a language pack without a single translation. VS Code falls back to English, for extensions too, where no
 * pack for the language is there; so its own words stay English, and those of extensions do not.
 */
async function writeLanguagePack(userData: string, locale: string): Promise<void> {
  const file = join(userData, 'language-pack.json');
  await writeFile(file, JSON.stringify({ contents: {} }));
  const identity = { extensionIdentifier: { id: `jenji-kit-tests.language-pack-${locale}` }, version: '1.0.0' };
  const pack = { hash: locale, extensions: [identity], translations: { vscode: file }, label: locale };
  await writeFile(join(userData, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}
