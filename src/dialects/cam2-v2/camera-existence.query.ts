import { type CameraQuery, type Condition, visibleAddress } from '#cameras';
import { InputError } from '../http/input.error.js';
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
  if (asked.type === 'non_ip') return equal('snapshotUrl', redacted(asked.snapshot_url));
  if (asked.type === 'stream') return equal('streamUrl', redacted(asked.m3u8_url));
  return [
    ...equal('ip', asked.ip),
    ...equal('port', asked.port ?? defaultPort),
    ...equal('imagePath', redacted(asked.image_path)),
    ...equal('videoPath', redacted(asked.video_path)),
  ];
}

/** A stored address is without its secrets: it is searched for in its redacted form. */
function redacted(address: string | undefined): string | undefined {
  return address === undefined ? undefined : visibleAddress(address);
}
