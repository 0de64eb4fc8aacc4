export { carryOut, type Outcome } from './carry-out.ts';
export type {
  ApprovedBy,
  ChangeRecord,
  ChangeRecordItem,
  ChangeStatus,
  Failure,
  ItemStatus,
} from './change-record.ts';
export * from './change-refused.ts';
export type { ChangeRequest, ReadOperationId, WriteOperationId } from './change-request.ts';
export { type Changes, type ChangesOptions, createChanges, type ListOptions, type PlanOptions } from './changes.ts';
export type { CommitOptions } from './commit.ts';
export type { FieldChange } from './difference.ts';
export type { Attention, ChangeProgress } from './engine.ts';
export type { Confirmation, Cost, Plan, PlanItem, Reversible, Skipped, WriteHazard } from './plan.ts';
export { type PlannedChange, planChange } from './plan-change.ts';
export type { Policy } from './policy.ts';
export type { Loss, Reading, Recipe, Reversal } from './recipe.ts';
export { recipeOf } from './recipes/index.ts';
export type { CommitItem, CommitResult } from './run.ts';
export type { Settlement } from './settle.ts';
export type { State } from './state.ts';
export type { UndoOptions } from './undo.ts';
