import type { JenjiClient } from '@jenji-kit/client';
import type { Claims } from './claim.ts';
import type { Journal } from './journal/journal.ts';
import type { Policy } from './policy.ts';

/** Moments of a change between which a process can die. */
export type Step =
  | 'planned'
  | 'claimed'
  | 'started'
  | 'read'
  | 'snapshot kept'
  | 'sending noted'
  | 'sent'
  | 'read back'
  | 'outcome noted'
  | 'ended';

/** What planning, carrying out, undoing and finding out have in common. */
export interface Engine {
  jenji: JenjiClient;
  policy: Policy;
  folder: string;
  journal: Journal;
  claims: Claims;
  key(): Promise<Uint8Array>;
  /** Milliseconds since 1970. */
  now(): number;
  /** For tests. */
  onStep(step: Step): void | Promise<void>;
}

/** How far something has come. */
export interface ChangeProgress {
  /** Changes that are through. */
  done: number;
  total: number;
  /** What is done now, in a few words. */
  doing: string;
}

export interface Attention {
  /** Ends it as soon as nothing is left unknown by it. */
  signal?: AbortSignal | undefined;
  /** Told how far it has come. */
  progress?: ((progress: ChangeProgress) => void) | undefined;
}

export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
