export * from './budget/budget.ts';
export * from './contract/index.ts';
export * from './errors.ts';
export * from './money/currency.ts';
export * from './money/decimal.ts';
export * from './stream/read-items.ts';
export * from './time/instant.ts';
export * from './time/local-date.ts';
