import type { Camera } from '../camera.js';

/** A camera as a flat record, in the field names of REST; the order is that of the CSV columns. */
export type CameraRecord = Readonly<Record<string, string | number | boolean | null>>;

// Beyond this a CAM2 number was not chosen by the camera's maker but follows from the row (see CameraEntity).
const firstAssignedCameraId = 1_000_000_000;

/**
 * Everything that an import takes, so that what was exported comes back unchanged. Not in it: what the registry assigns
 * (ids, times, version), the organization, and credentials, which nobody may see.
 */
export function toRecord(camera: Camera): CameraRecord {
  return {
    name: camera.name,
    title: camera.title,
    description: camera.description,
    kind: camera.kind,
    protocol: camera.protocol,
    ip: camera.ip,
    port: camera.port,
    brand: camera.brand,
    model: camera.model,
    image_path: camera.imagePath,
    video_path: camera.videoPath,
    snapshot_url: camera.snapshotUrl,
    stream_url: camera.streamUrl,
    page_url: camera.pageUrl,
    latitude: camera.latitude,
    longitude: camera.longitude,
    city: camera.city,
    state: camera.state,
    country: camera.country,
    timezone: camera.timezone,
    source: camera.source,
    source_url: camera.sourceUrl,
    external_id: camera.externalId,
    license: camera.license,
    attribution: camera.attribution,
    direction: camera.direction,
    resolution_width: camera.resolutionWidth,
    resolution_height: camera.resolutionHeight,
    frame_rate: camera.frameRate,
    is_video: camera.isVideo,
    outdoors: camera.outdoors,
    traffic: camera.traffic,
    inactive: camera.inactive,
    enabled: camera.enabled,
    observed_at: camera.observedAt,
    camera_id: camera.cameraId < firstAssignedCameraId ? camera.cameraId : null,
    legacy_camera_id: camera.legacyCameraId,
  };
}
