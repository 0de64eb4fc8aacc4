import toolsByOperation from '../generated/operation-tools.json' with { type: 'json' };
import type { Toolset } from './toolsets.ts';

/** The tools of these toolsets that are made for an operation of the API. */
export function toolsFor(operation: string, toolsets: readonly Toolset[]): string[] {
  const byOperation: Readonly<Record<string, readonly string[][]>> = toolsByOperation;
  const made = Object.hasOwn(byOperation, operation) ? (byOperation[operation] ?? []) : [];
  return made.flatMap(([tool, toolset]) => (tool && toolsets.some((each) => each === toolset) ? [tool] : []));
}
