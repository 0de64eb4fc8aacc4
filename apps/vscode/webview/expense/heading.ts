import type { PageData } from '../../src/expense-page/page-data.ts';
import { element } from '../dom.ts';

/** What the expense is, in which state, and in which Jenji. */
export function heading({ title, amount, summary, state, place, where }: PageData): Node[] {
  return [
    element(
      'div',
      { class: 'name' },
      element('h1', {}, title),
      ...(amount ? [element('span', { class: 'amount' }, amount)] : []),
      ...(state ? [element('span', { class: `state ${state.tone}` }, state.word)] : []),
    ),
    ...(summary ? [element('p', { class: 'summary' }, summary)] : []),
    element(
      'p',
      { class: 'where' },
      element('span', { class: `place ${place.kind}` }, place.word),
      element('span', {}, where),
    ),
  ];
}

/** How old it is, and what is on its way. */
export function status({ asOf, loading }: PageData): Node[] {
  return [
    ...(asOf ? [element('span', {}, asOf)] : []),
    ...(loading ? [element('span', { class: 'loading' }, loading)] : []),
  ];
}
