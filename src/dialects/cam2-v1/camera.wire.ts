import type { CameraShape } from '#cameras';

/** A camera as CAM2API shows it, keys in the original's order; null where nothing is known. */
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
