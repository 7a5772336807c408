import type { CameraShape } from '#cameras';

/**
 * A camera as CAM2 v2 shows it. `type` and `retrieval` are what its client cannot do without; of an ip camera's
 * retrieval it reads all six keys, and the port is a text.
 */
export const cameraWire: CameraShape = {
  cameraID: 'objectId',
  legacy_cameraID: 'legacyCameraId',
  type: 'retrievalKind',
  source: 'source',
  // The original's one code that is not ISO 3166-1's.
  country: { text: 'country', except: { US: 'USA' } },
  state: 'state',
  city: 'city',
  latitude: 'latitude',
  longitude: 'longitude',
  resolution_width: 'resolutionWidth',
  resolution_height: 'resolutionHeight',
  frame_rate: 'frameRate',
  is_active_image: 'isActiveImage',
  is_active_video: 'isActiveVideo',
  utc_offset: { firstOf: ['utcOffsetSeconds', 'zoneOffsetSeconds'] },
  timezone_id: 'timezoneCode',
  timezone_name: { firstOf: ['timezoneName', 'timezone'] },
  reference_logo: 'referenceLogo',
  reference_url: { firstOf: ['referenceUrl', 'sourceUrl'] },
  retrieval: {
    byKind: {
      ip: {
        ip: 'ip',
        port: { text: 'port' },
        brand: 'brand',
        model: 'model',
        image_path: 'imagePath',
        video_path: 'videoPath',
      },
      // Its client asks each for what it names: a picture, a playlist.
      non_ip: { snapshot_url: 'snapshotUrl' },
      stream: { m3u8_url: 'playlistUrl' },
    },
    of: 'retrievalKind',
  },
};
