/** The tools without which a prompt cannot be done: of each list, one has to be there. */
export type Needs = readonly (readonly string[])[];

export function areMet(needs: Needs, may: (tool: string) => boolean): boolean {
  return needs.every((alternatives) => alternatives.some(may));
}
