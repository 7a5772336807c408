import type { Camera } from '#cameras';
import type { CameraItem } from './camera.dto.js';

/**
 * A camera as API v2 shows it. Types follow what its SDKs can read: one wrong type fails a whole list there (SDK-A,
 * SDK-I). What needs a media server is empty, never invented.
 */
export function toCameraWire(camera: Camera, mayEdit: boolean): CameraItem {
  return {
    name: camera.name,
    title: camera.title ?? camera.name,
    comment: camera.description,
    stream_url: sourceOf(camera),
    substream_url: null,
    thumbnails: camera.snapshotUrl !== null,
    thumbnails_url: camera.snapshotUrl,
    enabled: camera.enabled,
    static: true,
    video_only: false,
    dvr_depth: 0,
    dvr_space: 0,
    dvr_lock_days: 0,
    onvif_url: null,
    onvif_profile: null,
    onvif_ptz: false,
    motion_detector_enabled: false,
    coordinates:
      camera.latitude === null || camera.longitude === null ? null : `${camera.latitude} ${camera.longitude}`,
    folder_coordinates: null,
    postal_address: postalAddressOf(camera),
    organization_id: camera.organizationId,
    folder_id: null,
    group_id: null,
    groups: [],
    preset_id: null,
    streamer_id: null,
    agent_id: null,
    agent_key: null,
    agent_model: null,
    agent_serial: null,
    agent_status: null,
    last_event_time: null,
    permissions: { view: true, dvr: false, ptz: false, edit: mayEdit },
    playback_config: {},
    stream_status: { alive: false },
    user_attributes: { favorite: false, motion_alarm: false },
    vision_enabled: false,
    vision_alg: null,
    vision_areas: null,
    vision_gpu: false,
  };
}

/** Where the video, else the picture comes from; credentials are never in it, the core has split them off. */
function sourceOf({ streamUrl, snapshotUrl, ip, port, videoPath, imagePath }: Camera): string | null {
  if (streamUrl !== null) return streamUrl;
  if (snapshotUrl !== null) return snapshotUrl;
  const path = videoPath ?? imagePath;
  if (ip === null || path === null) return null;
  const host = ip.includes(':') ? `[${ip}]` : ip;
  return `http://${host}${port === null ? '' : `:${port}`}${path.startsWith('/') ? '' : '/'}${path}`;
}

function postalAddressOf({ city, state, country }: Camera): string | null {
  const parts = [city, state, country].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}
