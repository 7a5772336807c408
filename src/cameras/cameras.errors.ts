import { type ObjectKind, objectRefusals } from '#database';
import type { CameraKey } from './camera.js';

export const cameraRefusals = [
  /** Missing, or hidden from the caller: never told apart. */
  'camera.not-found',
  /** The caller sees it but may not change it. */
  'camera.forbidden',
  /** A value the registry cannot hold; `field` says which. */
  'camera.invalid',
  /** Another camera has this name, number, address or URL; `field` says which. */
  'camera.taken',
  /** Changed by somebody else since the caller read it. */
  'camera.changed',
  /** Not a cursor of ours, edited, or of another query. */
  'cursor.invalid',
  /** The query took longer than the bound. */
  'query.too-slow',
  ...objectRefusals,
] as const;
export type CameraRefusal = (typeof cameraRefusals)[number];

/** Thrown by the cameras room. `detail` is for the log, never for the caller; `field` is a name of `CameraDraft`. */
export class CameraError extends Error {
  constructor(
    readonly code: CameraRefusal,
    readonly detail: string = code,
    readonly field?: string,
    /** What it is about, where it is no camera. */
    readonly object?: ObjectKind,
    /** The name of the one at fault, where many were to be changed at once. */
    readonly camera?: string,
    /** Of the camera that has the value already; whether the caller may hear of it is asked before this leaves here. */
    readonly holder?: CameraKey,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'CameraError';
  }
}
