import { resolveBaseUrl } from '@jenji-kit/client/environment';
import type { Environment, Flags } from '../settings/read-settings.ts';
import type { Account, StartSettings } from '../settings/start-settings.ts';
import type { Check, Finding } from './check.ts';
import { checkNode } from './check-node.ts';
import { checkSettings } from './check-settings.ts';

/** Looks at everything that a server started with these flags and this environment needs. Changes nothing in Jenji. */
export async function examine(flags: Flags, environment: Environment): Promise<Check[]> {
  const { checkStateFolder } = await import('./check-state-folder.ts');
  const { settings, ...found } = checkSettings(flags, environment);
  const first: Check[] = [
    { name: 'node', ...checkNode(process.versions.node) },
    { name: 'settings', ...found },
    { name: 'state folder', ...(await checkStateFolder(environment)) },
  ];
  if (settings === undefined) return [...first, ...skipped('settings')];
  const { account, close } = await accountOf(settings);
  try {
    const checks = [...first, ...(await examineServer(account, settings, environment))];
    // Nothing that is quoted anywhere may hold the key, whatever an error said.
    return checks.map((check) => withoutSecret(check, account.secret));
  } finally {
    await close();
  }
}

async function examineServer(account: Account, settings: StartSettings, environment: Environment): Promise<Check[]> {
  const { checkNetwork } = await import('./check-network.ts');
  const network = await checkNetwork(resolveBaseUrl(account.server), environment);
  if (network.status === 'failed') return [{ name: 'network', ...network }, ...skipped('network').slice(1)];

  const { createJenjiClient } = await import('@jenji-kit/client');
  const { checkCredentials } = await import('./check-credentials.ts');
  const { checkBudget } = await import('./check-budget.ts');
  const { server, ...credentials } = account;
  const warnings: string[] = [];
  const budget = await budgetOf(account, settings, (message) => warnings.push(message));
  const jenji = createJenjiClient({ ...server, credentials, budget });
  try {
    return [
      { name: 'network', ...network },
      { name: 'credentials', ...(await checkCredentials(jenji)) },
      { name: 'budget', ...(await checkBudget(budget, warnings)) },
    ];
  } finally {
    await jenji.close();
    await budget.close();
  }
}

/** The budget that a server would use, or one of its own where that cannot be. */
async function budgetOf({ server, user }: Account, settings: StartSettings, onWarning: (message: string) => void) {
  const { createBudget, JenjiError } = await import('@jenji-kit/client');
  const limits = settings.budget;
  try {
    return createBudget({ limits, key: { baseUrl: resolveBaseUrl(server), user }, onWarning });
  } catch (error) {
    if (!(error instanceof JenjiError)) throw error;
    onWarning(error.message);
    return createBudget({ limits });
  }
}

/** The account to look at; for the sandbox, one that is started for it. */
async function accountOf({ account }: StartSettings): Promise<{ account: Account; close(): Promise<void> }> {
  if (account !== 'sandbox' && account !== undefined) return { account, close: async () => {} };
  const { startSandbox } = await import('@jenji-kit/sandbox');
  const sandbox = await startSandbox();
  return {
    account: { ...sandbox.credentials.organization, server: { baseUrl: sandbox.url } },
    close: () => sandbox.close(),
  };
}

function skipped(because: string): Check[] {
  const finding: Finding = { status: 'skipped', detail: `not looked at, because of the ${because}` };
  return [
    { name: 'network', ...finding },
    { name: 'credentials', ...finding },
    { name: 'budget', ...finding },
  ];
}

function withoutSecret(check: Check, secret: string): Check {
  const hidden = (text: string) => text.replaceAll(secret, '[secret]');
  return {
    ...check,
    detail: hidden(check.detail),
    ...(check.fix !== undefined && { fix: hidden(check.fix) }),
  };
}
