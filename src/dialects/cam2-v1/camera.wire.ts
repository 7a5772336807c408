import type { Camera, CameraShape } from '#cameras';
import type { CameraDto } from './camera.dto.js';

/** A camera on the wire of CAM2API, keys in the original's order; null for missing values. */
export const cameraWire: CameraShape = {
  pk: 'id',
  camera_id: 'cameraId',
  city: 'city',
  state: 'state',
  country: 'country',
  retrieval_model: {
    whenKind: ['ip'],
    // oxlint-disable-next-line unicorn/no-thenable -- the shape's own word; nobody awaits a shape
    then: { ip: 'ip', port: 'port' },
    otherwise: { url: { firstOf: ['snapshotUrl', 'streamUrl', 'pageUrl'] } },
  },
  lat: 'latitude',
  lng: 'longitude',
  source: 'source',
  source_url: 'sourceUrl',
  date_added: 'createdAt',
  last_updated: 'updatedAt',
  camera_type: { words: { ip: 'IP', non_ip: 'Non_IP', stream: 'Non_IP' }, of: 'kind' },
  description: 'description',
  is_video: 'isVideo',
  framerate: 'frameRate',
  outdoors: 'outdoors',
  traffic: 'traffic',
  inactive: 'inactive',
  resolution_w: 'resolutionWidth',
  resolution_h: 'resolutionHeight',
};

/** The same for a camera that was just written and is not read through PostgreSQL's JSON. */
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
