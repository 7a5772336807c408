import { mayBePlaylist, protocolOf } from '../url-media.js';
import type { CameraValues } from './camera-values.js';

type Source = Pick<CameraValues, 'streamUrl' | 'snapshotUrl' | 'pageUrl' | 'protocol' | 'inputs'>;

/**
 * What a camera's URL speaks: what was said of it, else what it shows. Whoever says another URL alone has not said what
 * that one speaks, and nobody makes a playlist of what is none by saying so.
 * @param said in this very draft; null forgets
 * @param before of a camera that is changed and keeps what it does not say
 */
export function prepareProtocol(
  now: Source,
  said: string | null | undefined,
  before: Source | undefined,
): CameraValues['protocol'] {
  const url = urlOf(now);
  const stays = before !== undefined && said === undefined && urlOf(before) === url;
  if (stays || url === null) return now.protocol;
  // Media servers write HLS as a scheme; the stream URL has the one that everybody reads.
  const told = said ?? (/^hlss?:/i.test(now.inputs?.[0]?.url ?? '') ? 'hls' : null);
  return told === null || (told === 'hls' && !mayBePlaylist(url)) ? protocolOf(url) : told;
}

function urlOf({ streamUrl, snapshotUrl, pageUrl }: Source): string | null {
  return streamUrl ?? snapshotUrl ?? pageUrl;
}
