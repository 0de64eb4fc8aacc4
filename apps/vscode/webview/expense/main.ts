import '../base.css';
import './expense.css';
import type { FromExpensePage } from '../../src/expense-page/messages.ts';
import type { PageData, PageIdentity, PageTexts, ToExpensePage } from '../../src/expense-page/page-data.ts';
import { element } from '../dom.ts';
import { connectHost } from '../host.ts';
import { Region } from '../region.ts';
import { actions, problems, tools } from './bar.ts';
import { details } from './details.ts';
import { heading, status } from './heading.ts';
import { Picture } from './picture.ts';
import { receipt } from './receipt.ts';

const host = connectHost<ToExpensePage, FromExpensePage>((message) => {
  if (message.type === 'show') show(message.data, message.texts, message.identity);
  else {
    picture.take(message);
    showReceipt();
  }
});

const send = (message: FromExpensePage) => host.post(message);
const picture = new Picture();
let shown: { data: PageData; texts: PageTexts } | undefined;

const regions = {
  heading: new Region(element('div', { class: 'heading' })),
  status: new Region(element('p', { class: 'status', role: 'status' })),
  actions: new Region(element('div', { class: 'actions' })),
  tools: new Region(element('div', { class: 'tools' })),
  problems: new Region(element('div', { class: 'problems' })),
  details: new Region(element('div', { class: 'details' })),
  receipt: new Region(element('div', { class: 'receipt' })),
};
const { heading: head, status: state, actions: bar, tools: side, problems: trouble } = regions;
document.body.append(
  element('header', {}, head.target, state.target, element('div', { class: 'bar' }, bar.target, side.target)),
  trouble.target,
  element('main', {}, regions.details.target, regions.receipt.target),
);

function show(data: PageData, texts: PageTexts, identity: PageIdentity): void {
  shown = { data, texts };
  // Kept for when the page is made anew: what it is about, not what it shows.
  host.keep(identity);
  head.show([data.title, data.amount, data.summary, data.state, data.place, data.where], () => heading(data));
  state.show([data.asOf, data.loading], () => status(data));
  bar.show([data.actions, data.noActions], () => actions(data, texts, send));
  side.show([data.hasLink], () => tools(data, texts, send));
  trouble.show([data.problems], () => problems(data, texts, send));
  regions.details.show([data.warnings, data.sections, data.history], () => details(data, texts, send));
  showReceipt();
}

function showReceipt(): void {
  if (!shown) return;
  const { data, texts } = shown;
  const url = picture.urlOf(data.receipt);
  regions.receipt.show([data.receipt, url], () => receipt(data.receipt, url, texts, send));
}
