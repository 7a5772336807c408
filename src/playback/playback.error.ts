import { type ObjectKind, objectRefusals } from '#database';

export const playbackRefusals = objectRefusals;
export type PlaybackRefusal = (typeof playbackRefusals)[number];

/** Thrown by the playback room. `detail` is for the log, never for the caller. */
export class PlaybackError extends Error {
  constructor(
    readonly code: PlaybackRefusal,
    readonly detail: string = code,
    readonly facts: { readonly object?: ObjectKind; readonly field?: string } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'PlaybackError';
  }
}
