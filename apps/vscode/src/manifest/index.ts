export { contributions } from './contributions.ts';
export { description } from './description.ts';
