import type { DomainError } from '#errors';
import type { Camera, CameraDraft } from '../camera.js';

/** One of many things to do with cameras; each camera stands at most once among them. */
export type CameraOperation =
  | { readonly op: 'create'; readonly draft: CameraDraft }
  | {
      readonly op: 'update';
      readonly id: number;
      readonly change: CameraDraft;
      readonly expectedVersion?: number | undefined;
    }
  | { readonly op: 'delete'; readonly id: number; readonly expectedVersion?: number | undefined };

/** What became of one operation. */
export type OperationResult =
  | { readonly outcome: 'created' | 'updated'; readonly camera: Camera }
  | { readonly outcome: 'deleted'; readonly id: number }
  | { readonly outcome: 'failed'; readonly error: DomainError };

export interface OperationOptions {
  /** One that cannot be done ends all of them: the error is thrown, its context names the place in `item`. */
  readonly atomic: boolean;
  /** Nothing is kept: the results say what would become of each. */
  readonly dryRun?: boolean;
}

/** In one call. */
export const mostOperations = 1000;
