import type { Share, ShareDraft, ShareField, SharePermission } from '#playback';
import { given } from '../body/given.js';
import { answerClass } from '../collections/answer-class.js';
import { derived, stored, type WireField, wireList } from '../collections/wire-list.js';
import { type NewSharedToken, SharedPermission } from './share.dto.js';

/** The shared token (GO25), in the order in which it is written. */
const fields: readonly WireField<Share, ShareField>[] = [
  derived('key', ({ key }) => key, {
    schema: String,
    description: 'A secret: it lets its holder watch. `share-<number>` where the caller may not watch the stream.',
    example: 'IJCo3KGLBf6NAqMCGgHf5gNhpl9',
  }),
  stored('name', 'string', 'name', { description: 'Unique.', example: 'Lobby screen' }),
  stored('media', 'string', 'cameraName', { description: 'Name of the stream.', example: 'demo-paris-eiffel-tower' }),
  derived('permissions', ({ permissions }) => permissions.map(toPermissionWire), {
    schema: [SharedPermission],
    description: 'The rights of everyone who has the key.',
  }),
  stored('created_at', 'utc_ms', 'createdAt', { description: 'Milliseconds since 1970. Our addition.' }),
];

export const shareList = wireList<Share, ShareField>(fields, ['key', 'name']);

/** A link that lets anybody who has its key watch one stream (GO25 `SharedToken`). */
export const SharedToken = answerClass('SharedToken', fields);

function toPermissionWire({
  live,
  dvr,
  export: exporting,
  ptz,
  advert,
  dvrDepthLimitSeconds,
}: SharePermission): object {
  return { live, dvr, export: exporting, ptz, advert, dvr_depth_limit: dvrDepthLimitSeconds };
}

export function readShare({ name, media, permissions }: NewSharedToken): ShareDraft {
  return {
    name,
    cameraName: media,
    permissions: permissions?.map(({ dvr_depth_limit: limit, ...flags }) =>
      given({ ...flags, dvrDepthLimitSeconds: limit }),
    ),
  };
}
