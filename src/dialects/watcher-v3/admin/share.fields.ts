import type { Share, ShareDraft, ShareField, SharePermission } from '#playback';
import { given } from '../body/given.js';
import { type WireField, wireList } from '../collections/wire-list.js';
import type { NewSharedToken } from './share.dto.js';

type Field = WireField<Share, ShareField>;

/** The shared token (GO25), in the order in which it is written. */
const fields: readonly Field[] = [
  { kind: 'derived', path: 'key', show: ({ key }) => key },
  { kind: 'stored', path: 'name', type: 'string', field: 'name' },
  { kind: 'stored', path: 'media', type: 'string', field: 'cameraName' },
  { kind: 'derived', path: 'permissions', show: ({ permissions }) => permissions.map(toPermissionWire) },
  { kind: 'stored', path: 'created_at', type: 'utc_ms', field: 'createdAt' },
];
export const shareList = wireList<Share, ShareField>(fields, ['key', 'name']);

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
