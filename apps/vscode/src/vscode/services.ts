import type * as vscode from 'vscode';
import type { Connections } from '../accounts/connection.ts';
import type { Reviews } from '../review/reviews.ts';
import type { Guard } from './guard.ts';

/** What the parts of the extension share. Each part takes what it needs of it. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly guard: Guard;
  readonly connections: Connections;
  readonly reviews: Reviews;
}
