export * from './arguments.ts';
export * from './description.ts';
export * from './endpoint.ts';
export * from './fields.ts';
export * from './operations.ts';
export * from './path.ts';
export * from './path-parameters.ts';
export * from './resources/index.ts';
