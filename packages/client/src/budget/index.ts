export * from './budget.ts';
export { type BudgetOptions, createBudget } from './create-budget.ts';
export { budgetLimitsFrom, documentedLimits, documentedWindows } from './limits.ts';
export { stateFolder } from './state-folder.ts';
export type { Ask, BudgetStore, Taken, Usage, Waiter } from './store.ts';
