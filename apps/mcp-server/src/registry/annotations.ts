import type { Hazard } from '@jenji-kit/client/contract';

/** The hints of the Model Context Protocol by which a host decides whether to ask its user before a call. */
export interface ToolAnnotations {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  /** Always false: a tool reaches one Jenji account and nothing else. */
  openWorldHint: false;
}

/** Whether a second identical call changes nothing more. */
const idempotent: Record<Hazard, boolean> = {
  read: true,
  create: false,
  merge: true,
  replace: true,
  transition: false,
  delete: true,
  reset: true,
};

/** Hints derive from the hazard, so that no tool can claim to be milder than the operation it runs. */
export function annotationsFor(hazard: Hazard): ToolAnnotations {
  return {
    readOnlyHint: hazard === 'read',
    // The protocol's word for "not only additive": everything that changes what is already there.
    destructiveHint: hazard !== 'read' && hazard !== 'create',
    idempotentHint: idempotent[hazard],
    openWorldHint: false,
  };
}
