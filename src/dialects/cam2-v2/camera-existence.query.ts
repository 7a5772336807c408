import type { CameraQuery, Condition } from '#cameras';
import { InputError } from '../input.error.js';
import type { CameraExistenceDto } from './camera-existence.dto.js';
import { equal } from './camera-search.query.js';
import { defaultPort, keyNames } from './retrieval.js';

/**
 * Which cameras are reached in just this way.
 * @throws InputError input.invalid when the type's key field is missing
 */
export function toExistenceQuery(asked: CameraExistenceDto): CameraQuery {
  const key = keyNames[asked.type];
  if (!asked[key]) throw InputError.at(key, 'required', `Must include ${key} for type ${asked.type}.`);
  const where = [...equal('retrievalKind', asked.type), ...reachOf(asked)];
  return { where, sort: [{ field: 'objectId', descending: false }] };
}

function reachOf(asked: CameraExistenceDto): readonly Condition[] {
  if (asked.type === 'non_ip') return equal('snapshotUrl', withoutUser(asked.snapshot_url));
  if (asked.type === 'stream') return equal('streamUrl', withoutUser(asked.m3u8_url));
  return [
    ...equal('ip', asked.ip),
    ...equal('port', asked.port ?? defaultPort),
    ...equal('imagePath', asked.image_path),
    ...equal('videoPath', asked.video_path),
  ];
}

/** A login and a password are never part of a stored URL. */
function withoutUser(url: string | undefined): string | undefined {
  return url?.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#\\]*@/i, '$1');
}
