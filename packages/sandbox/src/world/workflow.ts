/** What is written on the expense (`checkedBy`/`checkedAt`...) when a transition is made. */
export type WorkflowMark = 'checked' | 'validated' | 'accounted' | 'paid' | 'deleted';

/** The counter of `DailyUserActivity` that a transition increments. */
export type ActivityCounter = 'checked' | 'decided' | 'accounted' | 'paid' | 'deleted';

export interface WorkflowState {
  code: string;
  /** Whether an expense in this state may be updated and deleted. */
  editable: boolean;
}

export interface WorkflowTransition {
  /** Code used in `/actions/{actionCode}`. */
  action: string;
  from: string[];
  to: string;
  /** Any one of these profiles, held on the group of the expense's user or on a group above it, is enough. */
  profiles: string[];
  /** Whether the owner of the expense may act without holding any of the profiles. */
  byOwner?: boolean;
  /** Stamps `<mark>By` and `<mark>At`. */
  marks?: WorkflowMark;
  /** Marks to remove, for a step back. */
  clears?: WorkflowMark[];
  counts?: ActivityCounter;
  /** Puts the expense into an export of this sort. */
  exports?: 'accounting' | 'payroll';
  /** Refused while a warning on the expense prevents validation. */
  stoppedByWarnings?: boolean;
  /** Computes the reimbursement: "only set after the expense has been validated". */
  reimburses?: boolean;
}

/** A workflow as data: PRO, ENTERPRISE or an organization's own, of expenses or of expense requests. */
export interface Workflow {
  id: string;
  /** State of what has just been created. */
  initialState: string;
  states: WorkflowState[];
  transitions: WorkflowTransition[];
}
