import { idAtEnd } from '../arguments/id-at-end.ts';
import { changeInFull, changeInShort } from '../changes/shown-record.ts';
import { isWithin } from '../changes/within-bounds.ts';
import { InvalidInput } from '../registry/invalid-input.ts';
import { filled } from '../results/filled.ts';
import { defineResource } from './define-resource.ts';
import { icons } from './icons.ts';
import { pageOfResource } from './page-of-resource.ts';
import { uriOf } from './resource-uri.ts';

const changeUri = 'jenji://changes/{change}';
/** Those before are found by the tool that lists changes. */
const mostChanges = 1000;

export const changes = defineResource({
  uri: 'jenji://changes',
  name: 'changes',
  title: 'Change journal',
  description:
    'What was planned, changed, refused or undone in Jenji through this key on this machine, the newest first. Costs no request.',
  toolset: 'changes',
  paged: true,
  icon: icons.history,
  priority: 0.5,
  async read(_, { changes: open, settings, cursor }) {
    const all = await (await open()).list({ limit: mostChanges });
    const { items, ...rest } = pageOfResource(
      all.filter((record) => isWithin(record, settings)),
      { template: 'jenji://changes', variables: {}, cursor },
      (record) => ({ ...filled(changeInShort(record)), uri: uriOf(changeUri, { change: record.id }) }),
    );
    return { own: { changes: items, ...rest } };
  },
});

export const change = defineResource({
  uri: changeUri,
  name: 'change',
  title: 'Change',
  description:
    'One change in full, by its id: each field before and after, what was lost, what became of it, how it can be turned back. Costs no request.',
  toolset: 'changes',
  icon: icons.history,
  priority: 0.5,
  async read({ change: wanted }, { changes: open, settings }) {
    const found = await (await open()).get(idAtEnd(wanted));
    if (!found || !isWithin(found, settings)) {
      throw new InvalidInput({
        field: 'change',
        rule: 'names no change of this key',
        fix: 'jenji://changes lists those there are.',
      });
    }
    return { own: filled(changeInFull(found)) };
  },
});
