import type { Camera } from '#cameras';
import type { CameraDto } from './camera.dto.js';

/** A camera that was just written, as `camera.wire.ts` has PostgreSQL show one that is read. */
export function toCameraDto(camera: Camera): CameraDto {
  const byAddress = camera.kind === 'ip';
  return {
    pk: camera.id,
    camera_id: camera.cameraId,
    city: camera.city,
    state: camera.state,
    country: camera.country,
    retrieval_model: byAddress
      ? { ip: camera.ip, port: camera.port }
      : { url: camera.snapshotUrl ?? camera.streamUrl ?? camera.pageUrl },
    lat: camera.latitude,
    lng: camera.longitude,
    source: camera.source,
    source_url: camera.sourceUrl,
    date_added: camera.createdAt.toISOString(),
    last_updated: camera.updatedAt.toISOString(),
    camera_type: byAddress ? 'IP' : 'Non_IP',
    description: camera.description,
    is_video: camera.isVideo,
    framerate: camera.frameRate,
    outdoors: camera.outdoors,
    traffic: camera.traffic,
    inactive: camera.inactive,
    resolution_w: camera.resolutionWidth,
    resolution_h: camera.resolutionHeight,
  };
}
