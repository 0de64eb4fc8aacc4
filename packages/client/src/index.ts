export * from './budget/budget.ts';
export * from './contract/index.ts';
export * from './errors.ts';
