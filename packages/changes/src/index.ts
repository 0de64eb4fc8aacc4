export { carryOut, type Outcome } from './carry-out.ts';
export * from './change-refused.ts';
export type { ChangeRequest, ReadOperationId, WriteOperationId } from './change-request.ts';
export type { FieldChange } from './difference.ts';
export { type PlannedChange, planChange } from './plan-change.ts';
export type { Loss, Reading, Recipe, Reversal } from './recipe.ts';
export { recipeOf } from './recipes/index.ts';
export type { Settlement } from './settle.ts';
export type { State } from './state.ts';
