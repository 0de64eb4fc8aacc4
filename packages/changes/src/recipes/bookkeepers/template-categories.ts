import { InvalidArgumentsError } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../../change-refused.ts';
import { categoryList } from '../../forms/category-list.ts';
import {
  deltaOf,
  filledIn,
  type Items,
  isDisabled,
  type ListDelta,
  nameOf,
  ownItem,
  planDelta,
  readList,
  reverseDelta,
} from '../../forms/list-delta.ts';
import { listed, named } from '../../forms/naming.ts';
import { within } from '../../forms/within.ts';
import { type Loss, type Reading, type Recipe, recipe } from '../../recipe.ts';

const id = z.string().min(1, 'must not be empty');

const change = z
  .strictObject({
    categories: z
      .array(z.looseObject({ id }))
      .min(1, 'must hold the categories of the template')
      .optional()
      .describe(
        'The categories of the template as they are now: what Jenji answered to the last change of it. No operation reads them.',
      ),
    from: id
      .optional()
      .describe(
        'In place of categories: a client made from the template (organization id), whose categories are taken for those of the template. Best one that has changed none since.',
      ),
    leaveOut: z
      .array(id)
      .optional()
      .describe('Categories of that client which are its own and none of the template: they are not sent.'),
    delta: deltaOf(categoryList).describe('What to change; all other categories are sent as they are.'),
  })
  .superRefine(({ categories, from, leaveOut = [] }, context) => {
    const given = [categories, from].filter((each) => each !== undefined).length;
    if (given !== 1) context.addIssue({ code: 'custom', path: ['from'], message: 'give one of categories and from' });
    if (leaveOut.length > 0 && from === undefined) {
      context.addIssue({ code: 'custom', path: ['leaveOut'], message: 'goes with from only; leave it out' });
    }
  });

type Change = z.infer<typeof change>;

interface Basis {
  [document: string]: unknown;
  /** Taken for those of the template. */
  categories: Items;
  sequence: readonly string[];
  /** What `leaveOut` names. */
  leftOut: Items;
  /** The client they are read from; absent where the request gives them. */
  source?: { id: string; name: string | null | undefined };
  /** How many clients the bookkeeper has, whatever template they are made from. */
  clients: number;
}

type Path = { bookkeeperId: string; templateId: string };

async function readBasis(reading: Reading, path: Path, { categories, from, leaveOut = [] }: Change): Promise<Basis> {
  const { bookkeeperId, templateId } = path;
  const { data: clients } = await reading.call('bookkeepers.clients.list', { path: { bookkeeperId } });
  if (from === undefined) {
    const { items, sequence } = readable(categories ?? []);
    return { categories: items, sequence, leftOut: {}, clients: clients.length };
  }
  // Another bookkeeper may have other categories in place of those of a template of their master.
  if (!clients.some(({ organizationId }) => organizationId === from))
    throw badSource('is no client of this bookkeeper');
  const { name, templateId: last } = await reading.call('organizations.get', { path: { organizationId: from } });
  if (last !== templateId) {
    const made = last ? `the template applied to it last is ${JSON.stringify(last)}` : 'no template was applied to it';
    throw badSource(`(${JSON.stringify(name)}) was not made from this template: ${made}`);
  }
  const { data } = await reading.call('categories.list', { path: { organizationId: from } });
  const { items, sequence } = readable(data);
  const unknown = leaveOut.findIndex((each) => !Object.hasOwn(items, each));
  if (unknown >= 0) {
    throw new InvalidArgumentsError([
      { path: `body.leaveOut[${unknown}]`, message: `is no category of the client; it has ${listed(sequence, 40)}` },
    ]);
  }
  const [out, kept] = [true, false].map((isOut) =>
    Object.fromEntries(Object.entries(items).filter(([each]) => leaveOut.includes(each) === isOut)),
  );
  return {
    categories: kept ?? {},
    sequence: sequence.filter((each) => !leaveOut.includes(each)),
    leftOut: out ?? {},
    source: { id: from, name },
    clients: clients.length,
  };
}

/** @throws ChangeRefused where a category cannot be told from others. */
function readable(list: Parameters<typeof readList>[1]) {
  const { unnamed = [], ...rest } = readList(categoryList, list);
  if (unnamed.length === 0) return rest;
  throw new ChangeRefused(
    'state',
    `Categories without an id, or with one that another has, cannot be sent: ${listed(
      unnamed.map((each) => JSON.stringify(each)),
      3,
    )}. Change the template in Jenji itself.`,
  );
}

function badSource(message: string): InvalidArgumentsError {
  return new InvalidArgumentsError([{ path: 'body.from', message: `${message}; name a client made from it` }], {
    operation: 'bookkeepers.templates.categories.replaceAll',
  });
}

const shown = (items: Items, key: string) => nameOf(categoryList, ownItem(items, key), key);

/**
 * What of the client may not be the template's: the categories it has disabled itself would be disabled for everybody.
 * The request has to decide on each.
 *
 * @throws InvalidArgumentsError that names those it does not decide on; ChangeRefused beyond `maxDisabled`.
 */
function lossesOfGuessing({ categories, leftOut, source }: Basis, delta: ListDelta, ending: number): Loss[] {
  if (source === undefined) return [];
  const client = named('client', source.id, source.name);
  const decided = [
    ...(delta.disable ?? []),
    ...(delta.change ?? []).filter(({ disabled }) => typeof disabled === 'boolean').map((each) => String(each.id)),
  ];
  const disabled = Object.keys(categories).filter((key) => isDisabled(categories[key]));
  const open = disabled.filter((key) => !decided.includes(key));
  if (open.length > 0) {
    const message = `has to say what is to become of ${listed(
      open.map((key) => shown(categories, key)),
      40,
    )}, disabled in ${client}, which may be in use in the template: name it in delta.disable, give delta.change with disabled false, or name it in leaveOut`;
    throw new InvalidArgumentsError([{ path: 'body.delta', message }]);
  }
  const kept = disabled.filter((key) => (delta.disable ?? []).includes(key));
  const may: Loss[] = [
    ...kept.map(
      (key): Loss => ({ kind: 'disabled', what: `${shown(categories, key)}, if it is in use in the template` }),
    ),
    ...Object.keys(leftOut).map(
      (key): Loss => ({ kind: 'disabled', what: `${shown(leftOut, key)}, if the template has it` }),
    ),
  ];
  const { maxDisabled = 0 } = delta;
  if (ending + may.length > maxDisabled) {
    throw new ChangeRefused(
      'losses',
      `This may disable ${listed(
        may.map(({ what }) => what),
        40,
      )}, and maxDisabled is ${maxDisabled}. If all of that is wanted, say maxDisabled: ${ending + may.length}.`,
    );
  }
  return [
    ...may,
    {
      kind: 'unknowable',
      what: `every category that the template has and ${client} has not: it is disabled, and only Jenji’s answer names it`,
    },
  ];
}

/** @throws InvalidArgumentsError where a category that stays has its parent left out. */
function refuseOrphans({ categories, leftOut }: Basis): void {
  const orphan = Object.keys(categories).find((key) =>
    Object.hasOwn(leftOut, String(ownItem(categories, key).parentCategoryId)),
  );
  if (orphan === undefined) return;
  const message = `leaves out the parent of ${shown(categories, orphan)}; leave that out as well`;
  throw new InvalidArgumentsError([{ path: 'body.leaveOut', message }]);
}

function notesOn({ categories, sequence, source, clients }: Basis, touched: ReadonlySet<string>): string[] {
  const same = sequence.filter((key) => !touched.has(key)).map((key) => shown(categories, key));
  const basis = source
    ? `They are taken from ${named('client', source.id, source.name)}. What it has added or changed of its own goes into the template, unless it is left out; a change of the template within the last day has not reached it yet.`
    : 'They are taken from the request.';
  return [
    `No operation reads the categories of a template. ${basis}`,
    `Sent as they are: ${listed(same, 40) || 'none'}.`,
    `New clients have the new list at once. Within a day it reaches every client made from the template, of the ${clients} of this bookkeeper, and of its members where a network owns the template; what it does not have is disabled there.`,
    'Keep the categories that Jenji answers: they are what the next change of this template has to begin with.',
  ];
}

/** The categories of an organization template, which no operation reads. */
export const templateCategoriesRecipe: Recipe = recipe({
  operation: 'bookkeepers.templates.categories.replaceAll',
  body: change,
  unknowable: ['categories'],
  read: (reading, { path, body }) => readBasis(reading, path, body),
  prepare(basis, { path, body: { delta } }) {
    const { categories, sequence } = basis;
    const planned = within('delta', () => planDelta(categoryList, categories, delta, { sequence }));
    const touched = new Set([...(delta.change ?? []).map((each) => String(each.id)), ...(delta.disable ?? [])]);
    const guessed = lossesOfGuessing(basis, delta, planned.ending.length);
    refuseOrphans(basis);
    return {
      title: `Categories of template ${JSON.stringify(path.templateId)}: ${planned.what}`,
      args: { path, body: planned.sent },
      expected: { ...basis, categories: planned.items },
      mayChange: ['sequence', ...filledIn(categoryList, 'categories', planned, delta)],
      losses: [...planned.losses, ...guessed],
      notes: notesOn(basis, touched),
      unseen: true,
      answered(answer) {
        if (!answer?.data) return undefined;
        const { items, sequence: answeredSequence } = readList(categoryList, answer.data);
        return { categories: items, sequence: answeredSequence };
      },
    };
  },
  reverse({ request: { path, body }, before, after }) {
    // What the answer named and nobody had: whether it was in use before, only people know.
    const given = new Set((body.delta.add ?? []).map((each) => String(each.id)));
    const hidden = Object.keys(after.categories).filter(
      (key) => !Object.hasOwn(before.categories, key) && !given.has(key),
    );
    const known = Object.fromEntries(Object.entries(after.categories).filter(([key]) => !hidden.includes(key)));
    const { delta, except } = reverseDelta(categoryList, before.categories, known);
    const beyond = hidden.map((key) => shown(after.categories, key));
    const uncertain =
      beyond.length === 0
        ? []
        : [`Nobody knew that the template had ${listed(beyond, 40)}; if they were in use before, enable them as well.`];
    if (delta === undefined) return { cannot: [...except, ...uncertain].join(' ') || 'Nothing was changed.' };
    return {
      requests: [
        {
          operation: 'bookkeepers.templates.categories.replaceAll',
          path,
          body: { categories: inSequence(after.categories, after.sequence), delta },
        },
      ],
      except: [
        ...except,
        ...uncertain,
        'It begins with what Jenji answered to this change: what others have changed of the template since is disabled or undone.',
      ],
    };
  },
});

function inSequence(items: Items, sequence: readonly string[]) {
  const known = sequence.filter((key) => Object.hasOwn(items, key));
  return [...new Set([...known, ...Object.keys(items)])].map((key) => ownItem(items, key));
}
