import type { CameraKind } from '../camera.js';

/** What tells how a camera is reached. */
export interface Reach {
  readonly ip: string | null;
  readonly snapshotUrl: string | null;
  readonly streamUrl: string | null;
  readonly pageUrl: string | null;
}

/** The kind of a camera whose maker named none: by address first, then by its stream, else by snapshot or page. */
export function kindOf(reach: Reach): CameraKind {
  if (reach.ip !== null) return 'ip';
  return reach.streamUrl === null ? 'non_ip' : 'stream';
}

/** The field that a kind asks for and the camera lacks. One that nothing is known of is `non_ip`. */
export function missingFor(kind: CameraKind, reach: Reach): keyof Reach | undefined {
  if (kind === 'ip') return reach.ip === null ? 'ip' : undefined;
  if (kind === 'stream') return reach.streamUrl === null ? 'streamUrl' : undefined;
  const reachable = reach.snapshotUrl !== null || reach.pageUrl !== null;
  return reachable || (reach.ip === null && reach.streamUrl === null) ? undefined : 'snapshotUrl';
}
