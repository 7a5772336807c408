import type { Camera, CameraKind } from './camera.js';

/**
 * How a camera is reached by those who know pictures and playlists only: one whose video is no playlist (a clip, RTSP)
 * by its picture, where it has one. Twins: in SQL over `cameras c`, and of a camera.
 */
export const retrievalKind = `(case when c.kind = 'stream' and c.snapshot_url is not null
  and c.protocol is distinct from 'hls' then 'non_ip' else c.kind end)`;

export function retrievalKindOf({ kind, snapshotUrl, protocol }: Camera): CameraKind {
  return kind === 'stream' && snapshotUrl !== null && protocol !== 'hls' ? 'non_ip' : kind;
}

/** SQL over `cameras c`: its stream where that is a playlist. */
export const playlistUrl = `(case when c.protocol = 'hls' then c.stream_url end)`;
