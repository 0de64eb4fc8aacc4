import type { Expense, Reimbursement, Waypoint } from './expense.ts';
import type { OrganizationState } from './organization.ts';
import type { ScopeCondition } from './scope-condition.ts';
import type { User, Vehicle } from './user.ts';
import type { DistanceUnit } from './values.ts';
import type { Workflow, WorkflowTransition } from './workflow.ts';

/** Signatures of the pure rules the handlers call. */

/** Whom and what a condition is about. Without an expense, every condition about expenses is false. */
export interface ScopeSubject {
  user?: User;
  expense?: Partial<Expense>;
}
export type EvaluateScopeCondition = (condition: ScopeCondition, subject: ScopeSubject) => boolean;

/** The transitions that leave a state, whoever acts. */
export type TransitionsFrom = (workflow: Workflow, state: string) => WorkflowTransition[];

/** Whether a user holds a profile that allows the transition on the owner's group (or a group above it), or owns it. */
export type MayPerform = (
  transition: WorkflowTransition,
  actor: User,
  owner: User,
  groups: OrganizationState['groups'],
) => boolean;

export interface MileageInput {
  distance: number;
  distanceUnit: DistanceUnit;
  numberOfPassengers?: number;
  vehicle: Vehicle;
  country: string;
}
/** Amount of a mileage in the currency given, rounded to its minor units. */
export type MileageTotal = (input: MileageInput, currency: string) => number;

/** A place of the gazetteer, shaped as the `Place` of `mileage.address`. */
export interface Place {
  area1?: string;
  area2?: string;
  country?: string;
  externalId?: string;
  formattedAddress?: string;
  latitude: number;
  locality?: string;
  longitude: number;
  postalCode?: string;
  postalTown?: string;
  postBox?: string;
  provider: 'GOOGLE';
  query?: string;
  route?: string;
  streetAddress?: string;
  streetNumber?: string;
}
/** The place of an address, or the one nearest to the coordinates; undefined if the address is not known. */
export type FindPlace = (waypoint: Waypoint) => Place | undefined;

/** Kilometers by road, in the order given; never less than the straight lines. */
export type RoadDistance = (places: { latitude: number; longitude: number }[]) => number;

export type ReimbursementOf = (expense: Expense, masterCurrency: string, rate: number) => Reimbursement;
