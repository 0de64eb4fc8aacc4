/** What menus, keys and welcome texts are shown by, beside what the editor itself knows. */
export const contextKeys = [
  'jenji.signedIn',
  'jenji.signedInAtWalkthrough',
  'jenji.accountPinned',
  'jenji.treeBusy',
  'jenji.treeFiltered',
  'jenji.changesWaiting',
  'jenji.reviewInEditor',
  'jenji.changeInEditor',
] as const;

export type ContextKey = (typeof contextKeys)[number];
