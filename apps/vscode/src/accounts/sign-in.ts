import type { KeyType } from '@jenji-kit/client';
import { environments, resolveBaseUrl } from '@jenji-kit/client/environment';
import * as l10n from '@vscode/l10n';
import { type Account, accountIdOf, type Place } from './account.ts';
import type { NewAccount } from './connections.ts';
import { addressProblem, nameProblem, userProblem } from './key-rules.ts';
import { placeLook } from './place-look.ts';
import { secretQuestion } from './secret-question.ts';
import type { Answer, SignInDialog } from './sign-in-dialog.ts';
import type { UnverifiedKey, Verification } from './verify-key.ts';

/** What the questions came to: a verified key, or which sample data is wanted. */
export type SignInWish =
  | { readonly kind: 'key'; readonly account: NewAccount; readonly secret: string }
  | { readonly kind: 'sample'; readonly keyType: KeyType };

export interface SignInOptions {
  /** Asks Jenji; see `verifyKey` for what it throws. */
  readonly verify: (key: UnverifiedKey, signal: AbortSignal) => Promise<Verification>;
  /** Those that are signed in to already. */
  readonly accounts: readonly Account[];
  /** The place is not asked for. */
  readonly place?: Place | undefined;
}

/** The answers so far. They stay when somebody goes back. */
interface Draft {
  place?: Place | undefined;
  address: string;
  sampleType?: KeyType;
  user: string;
  secret: string;
  verification?: Verification;
  label?: string;
}

interface Position {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
  readonly canGoBack: boolean;
}

interface Step {
  applies(draft: Draft): boolean;
  /** Asks, and notes the answer. Gives `back` when the person wants to change the one before. */
  ask(dialog: SignInDialog, draft: Draft, position: Position, options: SignInOptions): Promise<'next' | 'back'>;
}

/**
 * Asks step by step for an account, and verifies its key before anything is kept. The type of key is asked for only when
 * Jenji accepts it as another than it was taken for.
 *
 * @throws AbortedError when the person dismisses a question.
 */
export async function askForAccount(dialog: SignInDialog, options: SignInOptions): Promise<SignInWish> {
  const draft: Draft = { place: options.place, address: '', user: '', secret: '' };
  const all = options.place ? steps.slice(1) : steps;
  const asked: Step[] = [];
  for (;;) {
    const last = asked.at(-1);
    const ahead = all.slice(last ? all.indexOf(last) + 1 : 0).filter((each) => each.applies(draft));
    const [step] = ahead;
    if (!step) return wishOf(draft);
    const position = {
      title: draft.place === 'sample' ? l10n.t('Try with Sample Data') : l10n.t('Sign In to Jenji'),
      step: asked.length + 1,
      steps: asked.length + ahead.length,
      canGoBack: asked.length > 0,
    };
    if ((await step.ask(dialog, draft, position, options)) === 'back') asked.pop();
    else asked.push(step);
  }
}

const askPlace: Step = {
  applies: () => true,
  async ask(dialog, draft, position) {
    const item = (value: Place, label: string, detail: string) => {
      const active = draft.place === value;
      return { label: `$(${placeLook(value).icon}) ${label}`, detail, value, active };
    };
    const answer = await dialog.pick<Place>({
      ...position,
      placeholder: l10n.t('Which Jenji is the API key of?'),
      items: [
        item('production', l10n.t('Production'), l10n.t('The real data of your company: {0}', environments.production)),
        item('test', l10n.t('Test'), l10n.t('Jenji’s test environment: {0}', environments.unstable)),
        item('custom', l10n.t('Custom server'), l10n.t('An address of your own, such as a proxy or a sandbox')),
        item('sample', l10n.t('Sample data'), l10n.t('Made-up companies on this machine; no API key is needed')),
      ],
    });
    return take(answer, (place) => {
      draft.place = place;
    });
  },
};

const askSampleType: Step = {
  applies: ({ place }) => place === 'sample',
  async ask(dialog, draft, position) {
    const answer = await dialog.pick<KeyType>({
      ...position,
      placeholder: l10n.t('What would you like to look at?'),
      items: [
        {
          label: `$(organization) ${l10n.t('One company')}`,
          detail: l10n.t('Its groups, people, expenses and settings, as an organization key shows them'),
          value: 'organization',
        },
        {
          label: `$(library) ${l10n.t('An accounting firm')}`,
          detail: l10n.t('With several client companies, as a bookkeeper key shows them'),
          value: 'bookkeeper',
        },
      ],
    });
    return take(answer, (type) => {
      draft.sampleType = type;
    });
  },
};

const askAddress: Step = {
  applies: ({ place }) => place === 'custom',
  async ask(dialog, draft, position) {
    const answer = await dialog.input({
      ...position,
      prompt: l10n.t('Address of the server'),
      placeholder: 'https://',
      value: draft.address,
      problem: addressProblem,
    });
    return take(answer, (address) => {
      draft.address = address;
    });
  },
};

const askUser: Step = {
  applies: ({ place }) => place !== 'sample',
  async ask(dialog, draft, position) {
    const answer = await dialog.input({
      ...position,
      prompt: l10n.t('API user: the identifier of the API key, from the administration of Jenji'),
      value: draft.user,
      problem: userProblem,
    });
    return take(answer, (user) => {
      draft.user = user;
    });
  },
};

const askSecret: Step = {
  applies: ({ place }) => place !== 'sample',
  async ask(dialog, draft, position, { verify }) {
    const at = server(draft);
    const answer = await dialog.input({
      ...position,
      ...secretQuestion(at, async (secret, signal) => {
        draft.verification = await verify({ ...at, keyType: typeOf(secret), user: draft.user, secret }, signal);
        return draft.verification.worksAs ? 'right' : 'unknown';
      }),
      value: draft.secret,
    });
    return take(answer, (secret) => {
      draft.secret = secret;
    });
  },
};

const askKeyType: Step = {
  applies: ({ secret, verification }) => verification?.worksAs !== undefined && verification.worksAs !== typeOf(secret),
  async ask(dialog, draft, position) {
    const worksAs = draft.verification?.worksAs ?? 'organization';
    const isFirm = worksAs === 'bookkeeper';
    const answer = await dialog.pick<KeyType>({
      ...position,
      placeholder: isFirm
        ? l10n.t('Jenji accepts this as a bookkeeper key, not as that of one company')
        : l10n.t('Jenji accepts this as the key of one company, not as a bookkeeper key'),
      items: [
        {
          label: isFirm
            ? `$(library) ${l10n.t('Sign in as an accounting firm')}`
            : `$(organization) ${l10n.t('Sign in as a company')}`,
          value: worksAs,
        },
      ],
    });
    return take(answer, () => undefined);
  },
};

const askName: Step = {
  applies: ({ place }) => place !== 'sample',
  async ask(dialog, draft, position, { accounts }) {
    const id = accountIdOf(keyOf(draft));
    const before = accounts.find((account) => account.id === id)?.label;
    const answer = await dialog.input({
      ...position,
      prompt: before
        ? l10n.t('You are signed in with this key already: it gets the new secret, and this name')
        : l10n.t('Name of the account in this editor'),
      value: draft.label ?? before ?? draft.verification?.name ?? draft.user,
      problem: nameProblem,
    });
    return take(answer, (label) => {
      draft.label = label;
    });
  },
};

const steps: readonly Step[] = [askPlace, askSampleType, askAddress, askUser, askSecret, askKeyType, askName];

function take<Value>(answer: Answer<Value>, note: (value: Value) => void): 'next' | 'back' {
  if (answer === 'back') return 'back';
  note(answer.value);
  return 'next';
}

function wishOf(draft: Draft): SignInWish {
  if (draft.place === 'sample') return { kind: 'sample', keyType: draft.sampleType ?? 'organization' };
  return { kind: 'key', account: { ...keyOf(draft), label: draft.label ?? draft.user }, secret: draft.secret };
}

function keyOf(draft: Draft): Omit<NewAccount, 'label'> {
  return { ...server(draft), keyType: draft.verification?.worksAs ?? typeOf(draft.secret), user: draft.user };
}

/** A key of Jenji's own environments is one of them even when somebody typed the address. */
function server({ place, address }: Draft): { place: Place; baseUrl: string } {
  if (place === 'production') return { place, baseUrl: environments.production };
  if (place === 'test') return { place, baseUrl: environments.unstable };
  const url = resolveBaseUrl({ baseUrl: address });
  if (url.origin === environments.production) return { place: 'production', baseUrl: environments.production };
  if (url.origin === environments.unstable) return { place: 'test', baseUrl: environments.unstable };
  return { place: 'custom', baseUrl: url.href.replace(/\/+$/, '') };
}

/** A bookkeeper's secret is sometimes copied with what its key carries on the wire. */
function typeOf(secret: string): KeyType {
  return secret.endsWith(':API_BK') ? 'bookkeeper' : 'organization';
}
