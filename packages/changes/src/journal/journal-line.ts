import * as z from 'zod';
import { changeIdPattern } from '../change-id.ts';
import { packedState } from './packed-state.ts';

const text = z.string();
const index = z.int().nonnegative();

const request = z.object({
  operation: text,
  path: z.record(text, text).optional(),
  query: z.record(text, z.unknown()).optional(),
  body: z.unknown().optional(),
  clear: z.array(text).optional(),
  accept: z.array(text).optional(),
});

const loss = z.object({ kind: z.enum(['cleared', 'disabled', 'removed', 'unknowable', 'reset']), what: text });

const hazard = z.enum(['create', 'merge', 'replace', 'transition', 'delete', 'reset']);

const pattern = z.union([text, z.array(text)]);

const confirmation = z.object({ name: text, count: index, what: text });

const fieldChange = z.object({
  path: z.array(text),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

const failure = z.object({ name: text, message: text });

/** How a plan's item lies in the journal: all that commit, undo and resolve need of it. */
const plannedItem = z.object({
  request,
  title: text,
  hazard,
  organization: text.optional(),
  /** Of the state that the plan is bound to. */
  hash: text,
  before: packedState,
  expected: packedState,
  mayChange: z.array(pattern),
  /** No operation shows what it did: without Jenji's answer nobody can find out. */
  unseen: z.boolean().optional(),
  losses: z.array(loss),
  notes: z.array(text),
  /** Requests that reading took. */
  reads: index,
  /** Documents that earlier items of the plan change before this one is carried out, by the index of that item. */
  after: z.record(text, index).optional(),
  /** Of an undo: the item of the other change that this turns back. */
  turnsBack: index.optional(),
});

const reversible = z.object({ answer: z.enum(['yes', 'with exceptions', 'no']), text });

const common = { v: z.literal(1), id: text.regex(changeIdPattern), at: text };

const planned = z.object({
  ...common,
  type: z.literal('planned'),
  expiresAt: z.number(),
  hazard,
  title: text,
  items: z.array(plannedItem).min(1),
  skipped: z.array(z.object({ request, why: text })),
  reversible,
  notes: z.array(text),
  confirmation: confirmation.optional(),
  undoes: text.regex(changeIdPattern).optional(),
});

/** Somebody approved; from here on the token is used. */
const started = z.object({ ...common, type: z.literal('started'), approvedBy: z.enum(['person', 'host', 'operator']) });

/** Written and on the disk before the request is sent. */
const sending = z.object({
  ...common,
  type: z.literal('sending'),
  item: index,
  snapshot: text.optional(),
  /** What it is compared with, where earlier items of the same plan made it another one than was planned. */
  now: z.object({ before: packedState, expected: packedState, mayChange: z.array(pattern) }).optional(),
});

/** What became of an item that was sent. */
const outcome = z.object({
  ...common,
  type: z.enum(['committed', 'failed', 'not-applied', 'partly', 'unknown']),
  item: index,
  after: packedState.optional(),
  answeredId: text.optional(),
  error: failure.optional(),
  /** It was found out by `resolve`. */
  resolved: z.boolean().optional(),
});

/** An item that was not sent. */
const unsent = z.object({
  ...common,
  type: z.enum(['refused', 'not-sent']),
  item: index,
  error: failure.optional(),
  drift: z.array(fieldChange).optional(),
});

/** Nothing more is done about the change. `released`: it may be begun anew. */
const ended = z.object({ ...common, type: z.literal('ended'), released: z.boolean().optional() });

/** A person said no. */
const declined = z.object({ ...common, type: z.literal('declined'), reason: text.optional() });

/**
 * A line of the journal. What is written by a version to come and not known here is passed over.
 */
export const journalLine = z.discriminatedUnion('type', [planned, started, sending, outcome, unsent, ended, declined]);

export type JournalLine = z.infer<typeof journalLine>;
export type PlannedLine = z.infer<typeof planned>;
export type PlannedItemLine = z.infer<typeof plannedItem>;
export type SendingLine = z.infer<typeof sending>;
export type OutcomeLine = z.infer<typeof outcome>;
export type UnsentLine = z.infer<typeof unsent>;
