import type { Hazard } from '@jenji-kit/client/contract';

/** The hints of the Model Context Protocol by which a host decides whether to ask its user before a call. */
export interface ToolAnnotations {
  readOnlyHint: boolean;
  /** Absent where nothing is written: the protocol gives it a meaning only there. */
  destructiveHint?: boolean;
  /** Likewise; absent also where a second call does more, which is what a host assumes. */
  idempotentHint?: true;
  /** Always false: a tool reaches one Jenji account and nothing else. */
  openWorldHint: false;
}

/** Whether a second identical call changes nothing more. */
const idempotent: Record<Exclude<Hazard, 'read'>, boolean> = {
  create: false,
  merge: true,
  replace: true,
  transition: false,
  delete: true,
  reset: true,
};

/** Hints derive from the hazard, so that no tool can claim to be milder than the operation it runs. */
export function annotationsFor(hazard: Hazard): ToolAnnotations {
  // Every word is read by a model in every chat, so what says nothing is left out.
  if (hazard === 'read') return { readOnlyHint: true, openWorldHint: false };
  return {
    readOnlyHint: false,
    // The protocol's word for "not only additive": everything that changes what is already there.
    destructiveHint: hazard !== 'create',
    ...(idempotent[hazard] && { idempotentHint: true as const }),
    openWorldHint: false,
  };
}
