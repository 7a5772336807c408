import type { CameraDraft } from '#cameras';
import type { CameraBody, CameraChangeBody, NewCameraBody } from './camera.dto.js';

/** Maps a body to the core's draft; fields that are not in the body are not in the draft. */
export function toCameraDraft(body: NewCameraBody & CameraChangeBody): CameraDraft {
  const draft: CameraDraft = {
    name: body.name,
    kind: body.kind,
    organizationId: body.organization_id,
    folderId: body.folder_id,
    presetId: body.preset_id,
    title: body.title,
    description: body.description,
    city: body.city,
    state: body.state,
    country: body.country,
    timezone: body.timezone,
    tags: body.tags,
    source: body.source,
    sourceUrl: body.source_url,
    license: body.license,
    attribution: body.attribution,
    frameRate: body.frame_rate,
    azimuth: body.azimuth,
    viewAngle: body.fov,
    viewRangeMetres: body.range,
    enabled: body.enabled,
    ...nested(body),
  };
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

/** Objects within the body are merged like the body itself; `null` for one clears all of it (RFC 7396). */
function nested({ location, resolution, streams }: CameraBody): CameraDraft {
  return {
    ...(location === null
      ? { latitude: null, longitude: null }
      : { latitude: location?.latitude, longitude: location?.longitude }),
    ...(resolution === null
      ? { resolutionWidth: null, resolutionHeight: null }
      : { resolutionWidth: resolution?.width, resolutionHeight: resolution?.height }),
    ...(streams === null
      ? { snapshotUrl: null, streamUrl: null, pageUrl: null, protocol: null }
      : {
          snapshotUrl: streams?.snapshot_url,
          streamUrl: streams?.stream_url,
          pageUrl: streams?.page_url,
          protocol: streams?.protocol,
        }),
  };
}

const wireNames: Readonly<Partial<Record<string, string>>> = {
  latitude: 'location.latitude',
  longitude: 'location.longitude',
  resolutionWidth: 'resolution.width',
  resolutionHeight: 'resolution.height',
  snapshotUrl: 'streams.snapshot_url',
  streamUrl: 'streams.stream_url',
  pageUrl: 'streams.page_url',
  protocol: 'streams.protocol',
  organizationId: 'organization_id',
  folderId: 'folder_id',
  presetId: 'preset_id',
  sourceUrl: 'source_url',
  frameRate: 'frame_rate',
  viewAngle: 'fov',
  viewRangeMetres: 'range',
};

/** Where a field of the core stands on REST's wire. */
export function wireNameOf(field: string): string {
  return wireNames[field] ?? field;
}
