import { type ObjectKind, objectRefusals } from '#database';

export const workspaceRefusals = objectRefusals;
export type WorkspaceRefusal = (typeof workspaceRefusals)[number];

/** Thrown by the workspace room. `detail` is for the log, never for the caller. */
export class WorkspaceError extends Error {
  constructor(
    readonly code: WorkspaceRefusal,
    readonly detail: string = code,
    readonly facts: { readonly object?: ObjectKind; readonly field?: string } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'WorkspaceError';
  }
}
