import { type Change, changeFrom, type Item, recordOf } from './change.ts';
import { element, fill } from './element.ts';
import { connectHost, type Host } from './host.ts';
import { followTheme } from './theme.ts';
import { wordsFor } from './words.ts';

/**
 * The card on which a person sees what a change would do, and approves or refuses it. It is handed the answer of a tool
 * that plans, and calls `commit_change` with the approval code that only the card gets (`_meta`, which models do not see).
 */
const page = document.createElement('main');
// Stays while the rest is made anew, so that a screen reader says what it says.
const announced = element('p', { role: 'status', class: 'announced' });
document.body.append(page, announced);

let words = wordsFor(navigator.language);
let change: Change | undefined;
let approval: string | undefined;
let host: Host | undefined;
let working = false;
let trouble: string | undefined;

connectHost({
  toolResult(result) {
    take(result);
    show();
  },
  toolCancelled() {
    trouble = words.cancelled;
    show();
  },
  contextChanged(context) {
    followTheme(context);
    if (context.locale !== undefined) words = wordsFor(context.locale);
    show();
  },
}).then((connected) => {
  host = connected;
  new ResizeObserver(() =>
    connected.resized(Math.ceil(document.documentElement.getBoundingClientRect().height)),
  ).observe(document.documentElement);
  show();
});

function take(result: Record<string, unknown>): void {
  change = changeFrom(result.structuredContent) ?? change;
  const code = recordOf(result._meta)['jenji/approval'];
  approval = typeof code === 'string' ? code : undefined;
  const [first] = Array.isArray(result.content) ? result.content.map(recordOf) : [];
  trouble = result.isError === true ? String(first?.text ?? words.failed) : undefined;
}

async function decide(decision: 'commit' | 'refuse'): Promise<void> {
  if (working || host === undefined || change?.token === undefined) return;
  working = true;
  show();
  try {
    take(await host.callTool('commit_change', { token: change.token, decision, approval }));
  } catch (error) {
    trouble = error instanceof Error ? error.message : words.failed;
  }
  working = false;
  show();
}

function show(): void {
  document.documentElement.lang = words.approve === 'Approuver' ? 'fr' : 'en';
  fill(
    page,
    ...(change === undefined ? [statusLine(trouble ?? words.loading, trouble ? 'bad' : 'calm')] : card(change)),
  );
}

function card(change: Change): Node[] {
  return [
    element('header', {}, element('p', { class: 'kind' }, words.change), element('h1', {}, change.title)),
    ...list(words.lost, change.lost, 'lost'),
    ...change.items.map(item(change.items.length + change.itemsLeftOut)),
    ...leftOut(change.itemsLeftOut, words.itemsLeftOut),
    ...list(
      words.skipped,
      change.skipped.map(({ title, why }) => `${title}: ${why}`),
      'skipped',
    ),
    ...list(words.notes, [...change.notes, ...(change.undo ? [`${words.undo}: ${change.undo}`] : [])], 'notes'),
    element('footer', {}, status(change), ...buttons(change)),
  ];
}

/** One record: what changes in it. A long batch is folded, record by record. */
function item(count: number): (item: Item) => Node {
  return ({ title, status, message, changes, changesLeftOut }) => {
    const table = element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...[words.field, words.before, words.after].map((name) => element('th', { scope: 'col' }, name)),
        ),
      ),
      element(
        'tbody',
        {},
        ...changes.map(({ field, before, after }) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, field),
            element('td', { class: 'before', 'data-label': words.before }, value(before, 'del')),
            element('td', { class: 'after', 'data-label': words.after }, value(after, 'ins')),
          ),
        ),
      ),
    );
    const outcome = message ? [element('p', { class: `outcome ${status ?? ''}` }, message)] : [];
    const parts = [
      ...(changes.length > 0 ? [table] : []),
      ...leftOut(changesLeftOut, words.changesLeftOut),
      ...outcome,
    ];
    if (count === 1) return element('section', {}, ...parts);
    const mark = status === undefined ? '' : ` · ${status}`;
    return element('details', count <= 5 ? { open: '' } : {}, element('summary', {}, `${title}${mark}`), ...parts);
  };
}

/** Whoever approves what the card shows has to know that it is not all. */
function leftOut(count: number, inWords: (count: number) => string): Node[] {
  return count > 0 ? [element('p', { class: 'left-out' }, inWords(count))] : [];
}

function value(text: string | undefined, tag: 'del' | 'ins'): Node {
  return text === undefined ? element('span', { class: 'nothing' }, words.nothing) : element(tag, {}, text);
}

function list(title: string, texts: readonly string[], kind: string): Node[] {
  if (texts.length === 0) return [];
  return [
    element(
      'section',
      { class: kind },
      element('h2', {}, title),
      element('ul', {}, ...texts.map((text) => element('li', {}, text))),
    ),
  ];
}

function status({ status, cost, expiresAt }: Change): Node {
  if (working) return statusLine(words.working, 'busy');
  if (trouble) return statusLine(trouble, 'bad');
  if (status === 'committed') return statusLine(words.committed, 'good');
  if (status === 'partly') return statusLine(words.partly, 'bad');
  if (status === 'refused') return statusLine(words.refused, 'calm');
  if (status !== 'planned') return statusLine(words.failed, 'bad');
  if (isExpired(expiresAt)) return statusLine(words.expired, 'bad');
  return statusLine([words.waiting, ...(cost ? [words.cost(cost.requests, cost.seconds)] : [])].join(' '), 'calm');
}

/** Only a plan that waits can be decided, and only with the code that came with it. */
function buttons({ status, token, expiresAt }: Change): Node[] {
  if (status !== 'planned' || token === undefined || approval === undefined || isExpired(expiresAt)) return [];
  const button = (text: string, decision: 'commit' | 'refuse') => {
    const made = element('button', { type: 'button', class: decision, ...(working && { disabled: '' }) }, text);
    made.addEventListener('click', () => void decide(decision));
    return made;
  };
  return [element('div', { class: 'buttons' }, button(words.refuse, 'refuse'), button(words.approve, 'commit'))];
}

function isExpired(expiresAt: string | undefined): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= Date.now();
}

function statusLine(text: string, mood: 'calm' | 'busy' | 'good' | 'bad'): Node {
  if (announced.textContent !== text) announced.textContent = text;
  return element('p', { class: `status ${mood}` }, text);
}
