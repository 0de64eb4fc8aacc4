import type {
  HistoryEntry,
  PageData,
  PageTexts,
  Row,
  Section,
  WarningShown,
} from '../../src/expense-page/page-data.ts';
import { element } from '../dom.ts';
import { button, type Send } from './bar.ts';

/** Warnings, all fields, and what happened. */
export function details({ warnings, sections, history }: PageData, texts: PageTexts, send: Send): Node[] {
  return [
    ...(warnings.length > 0
      ? [
          section(
            'warnings',
            texts.warnings,
            element('ul', { class: 'warnings' }, ...warnings.map((each) => warning(each, send))),
          ),
        ]
      : []),
    ...sections.map(fields),
    ...(history.length > 0
      ? [section('history', texts.history, element('ol', { class: 'history' }, ...history.map(entry)))]
      : []),
  ];
}

function section(id: string, title: string, ...content: Node[]): HTMLElement {
  const heading = element('h2', { id: `heading-${id}` }, title);
  return element('section', { class: id, 'aria-labelledby': heading.id }, heading, ...content);
}

function fields({ id, title, rows }: Section): HTMLElement {
  return section(
    id,
    title,
    element('dl', {}, ...rows.map((row) => element('div', { class: 'row' }, element('dt', {}, row.label), value(row)))),
  );
}

function value({ value: text = '', items, table, ordered, code }: Row): HTMLElement {
  if (table) {
    return element(
      'dd',
      {},
      element(
        'table',
        {},
        element('thead', {}, element('tr', {}, ...table.head.map((head) => element('th', { scope: 'col' }, head)))),
        element(
          'tbody',
          {},
          ...table.lines.map((line) => element('tr', {}, ...line.map((cell) => element('td', {}, cell)))),
        ),
      ),
    );
  }
  if (items) {
    return element('dd', {}, element(ordered ? 'ol' : 'ul', {}, ...items.map((item) => element('li', {}, item))));
  }
  return element('dd', {}, code ? element('code', {}, text) : text);
}

function warning({ title, level, tone, details: facts, linked }: WarningShown, send: Send): HTMLElement {
  return element(
    'li',
    { class: tone },
    element('div', { class: 'what' }, element('strong', {}, title), element('span', { class: 'level' }, level)),
    ...facts.map((fact) => element('div', { class: 'fact' }, fact)),
    ...linked.map(({ id, label }) => button(`linked ${id}`, label, () => send({ type: 'openExpense', id }), 'link')),
  );
}

function entry({ what, who, when }: HistoryEntry): HTMLElement {
  return element(
    'li',
    {},
    element('strong', {}, what),
    ...(who ? [element('span', {}, who)] : []),
    ...(when ? [element('span', { class: 'when' }, when)] : []),
  );
}
