import type { Camera } from '#cameras';
import type { CameraAnswer } from './camera-answer.dto.js';
import type { CameraInclusion } from './camera-inclusions.js';

export type CameraOnWire = Omit<CameraAnswer, 'distance' | CameraInclusion>;

/** One camera as an answer to a change; lists and items are written by PostgreSQL from `cameraShape`, key for key the same. */
export function toCameraOnWire(camera: Camera): CameraOnWire {
  return {
    id: camera.id,
    name: camera.name,
    title: camera.title,
    description: camera.description,
    kind: camera.kind,
    location:
      camera.latitude === null || camera.longitude === null
        ? null
        : { latitude: camera.latitude, longitude: camera.longitude },
    city: camera.city,
    state: camera.state,
    country: camera.country,
    timezone: camera.timezone,
    organization_id: camera.organizationId,
    folder_id: camera.folderId,
    preset_id: camera.presetId,
    tags: camera.tags,
    source: camera.source,
    source_url: camera.sourceUrl,
    license: camera.license,
    attribution: camera.attribution,
    resolution:
      camera.resolutionWidth === null ? null : { width: camera.resolutionWidth, height: camera.resolutionHeight },
    frame_rate: camera.frameRate,
    azimuth: camera.azimuth,
    fov: camera.viewAngle,
    range: camera.viewRangeMetres,
    enabled: camera.enabled,
    streams: {
      snapshot_url: camera.snapshotUrl,
      stream_url: camera.streamUrl,
      page_url: camera.pageUrl,
      protocol: camera.protocol,
    },
    has_credentials: camera.hasCredentials,
    created_at: camera.createdAt.toISOString(),
    updated_at: camera.updatedAt.toISOString(),
    version: camera.version,
  };
}
