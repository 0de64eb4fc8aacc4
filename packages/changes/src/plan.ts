import type { Hazard } from '@jenji-kit/client';
import type { ChangeRequest, WriteOperationId } from './change-request.ts';
import type { FieldChange } from './difference.ts';
import type { Loss } from './recipe.ts';
import type { State } from './state.ts';

/** What a change can do, at worst. */
export type WriteHazard = Exclude<Hazard, 'read'>;

/** Whether what was planned can be turned back. */
export interface Reversible {
  answer: 'yes' | 'with exceptions' | 'no';
  /** Whole sentences. */
  text: string;
}

/** What a person has to type before a `reset`, and what it destroys: `expenses`, for example. */
export interface Confirmation {
  name: string;
  count: number;
  what: string;
}

/** What carrying a plan out takes. */
export interface Cost {
  /** Requests to Jenji. */
  requests: number;
  /** How long they take at least, within the request budget as it is now. */
  seconds: number;
}

/** One change of a plan. */
export interface PlanItem {
  title: string;
  operation: WriteOperationId;
  /** Undefined where it cannot be told. */
  organization: string | undefined;
  request: ChangeRequest;
  /** Every place that will change, also those that the request did not name. */
  diff: readonly FieldChange[];
  losses: readonly Loss[];
  notes: readonly string[];
  before: State;
  expected: State;
}

/** A change request that is left out of a plan, because the state of its records forbids it. */
export interface Skipped {
  request: ChangeRequest;
  why: string;
}

/** What would be done, worked out and written down, not sent. */
export interface Plan {
  /** Also the id of the change that it becomes. */
  id: string;
  /** The worst of its items. */
  hazard: WriteHazard;
  title: string;
  /** In the order in which they will be carried out. */
  items: readonly PlanItem[];
  skipped: readonly Skipped[];
  losses: readonly Loss[];
  notes: readonly string[];
  cost: Cost;
  reversible: Reversible;
  /** Carries out this plan, once. Whoever has it can: in a host where a person approves, it is not for the model. */
  token: string;
  /** ISO instant until when the token can be used. */
  expiresAt: string;
  /** Of a `reset`: what has to be typed. */
  confirmation?: Confirmation;
  /** The change that it turns back. */
  undoes?: string;
}

const byHarm: readonly WriteHazard[] = ['create', 'merge', 'transition', 'replace', 'delete', 'reset'];

export function worstHazard(hazards: readonly WriteHazard[]): WriteHazard {
  return byHarm[Math.max(0, ...hazards.map((hazard) => byHarm.indexOf(hazard)))] ?? 'reset';
}
