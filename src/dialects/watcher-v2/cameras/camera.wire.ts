import type { CameraRights } from '#access';
import type { Camera, CameraMark } from '#cameras';
import type { Playback } from '#playback';
import { writeCoordinates } from '../coordinates.js';
import { type PresetView, toPresetWire } from '../presets/preset.wire.js';
import { toArchive } from './archive.js';
import type { CameraConfiguration, CameraItem, StreamStatus } from './camera.dto.js';
import { writeStreamUrl } from './stream-url.js';

/** What other modules know of a camera. */
export interface RelatedOfCamera {
  readonly rights: CameraRights;
  readonly mark: CameraMark | undefined;
  readonly groups: readonly number[];
  readonly preset: PresetView | undefined;
  readonly playback: Playback | undefined;
  /** The id of the media server that the camera names; only administrators know of it. */
  readonly streamerId: number | undefined;
}

/**
 * A camera as API v2 shows it. Types follow what its SDKs can read: one wrong type fails a whole list there (SDK-A,
 * SDK-I). Fields that only a media server could fill are empty, never invented. Addresses are only for those who may change the camera.
 */
export function toCameraWire(camera: Camera, related: RelatedOfCamera): CameraItem {
  const { media } = camera;
  const { rights, mark, groups, preset, playback } = related;
  return {
    name: camera.name,
    title: camera.title ?? camera.name,
    comment: camera.description,
    thumbnails: media.thumbnails ?? camera.snapshotUrl !== null,
    enabled: camera.enabled,
    static: media.static ?? true,
    video_only: media.videoOnly ?? false,
    ...toArchive(media.dvr),
    onvif_ptz: media.onvif?.ptz ?? false,
    motion_detector_enabled: media.motionDetectorEnabled ?? false,
    coordinates: writeCoordinates(placeOf(camera)),
    folder_coordinates: media.folderCoordinates ?? null,
    postal_address: postalAddressOf(camera),
    organization_id: camera.organizationId,
    folder_id: camera.folderId,
    group_id: groups[0] ?? null,
    groups,
    preset_id: camera.presetId,
    preset: preset === undefined ? null : toPresetWire(preset),
    last_event_time: null,
    permissions: {
      view: rights.canView,
      dvr: rights.canViewDvr,
      ptz: rights.canUsePtz,
      edit: rights.canEdit,
    },
    playback_config: playback?.token === undefined ? {} : { token: playback.token },
    stream_status: statusOf(playback),
    user_attributes: { favorite: mark?.isFavourite ?? false, motion_alarm: mark?.notifies ?? false },
    ...visionOf(camera),
    ...(rights.canEdit ? configurationOf(camera, related) : {}),
  };
}

function configurationOf(camera: Camera, { streamerId }: RelatedOfCamera): Pick<CameraItem, keyof CameraConfiguration> {
  const { media } = camera;
  return {
    stream_url: camera.inputs[0] === undefined ? null : writeStreamUrl(camera.inputs[0]),
    substream_url: media.substreamUrl ?? null,
    thumbnails_url: camera.snapshotUrl ?? media.thumbnailsUrl ?? null,
    onvif_url: media.onvif?.url ?? null,
    onvif_profile: media.onvif?.profile ?? null,
    streamer_id: streamerId ?? null,
    streamer_hostname: media.streamerHostname ?? null,
    agent_id: media.agent?.id ?? null,
    agent_key: media.agent?.key ?? null,
    agent_model: media.agent?.model ?? null,
    agent_serial: media.agent?.serial ?? null,
    agent_status: null,
    extrenal_id: media.externalId ?? null,
    last_change: {
      created_at: Math.floor(camera.updatedAt.getTime() / 1000),
      object_id: camera.name,
      object_type: 'camera',
      user: camera.updatedBy,
    },
  };
}

function placeOf({ latitude, longitude }: Camera): { readonly latitude: number; readonly longitude: number } | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

/** The address as written, else the one derived from the position. */
function postalAddressOf({ media, city, state, country }: Camera): string | null {
  if (media.postalAddress !== undefined) return media.postalAddress;
  const parts = [city, state, country].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

/** This server does not know whether frames arrive, only which media server would play them. */
function statusOf(playback: Playback | undefined): StreamStatus {
  const endpoint = playback?.endpoint;
  if (endpoint === undefined) return { alive: false };
  const { protocol, hostname, port } = new URL(endpoint);
  const isEncrypted = protocol === 'https:';
  const number = port === '' ? (isEncrypted ? 443 : 80) : Number(port);
  return { alive: false, server: hostname, ...(isEncrypted ? { https_port: number } : { http_port: number }) };
}

type VisionItem = Pick<CameraItem, 'vision_enabled' | 'vision_alg' | 'vision_areas' | 'vision_gpu'>;

function visionOf({ media: { vision } }: Camera): VisionItem {
  const stored = typeof vision === 'object' && vision !== null && !Array.isArray(vision) ? vision : {};
  const { alg, areas, detectors } = stored as { readonly alg?: unknown; readonly areas?: unknown; detectors?: unknown };
  return {
    vision_enabled: typeof alg === 'string' || (Array.isArray(detectors) && detectors.length > 0),
    vision_alg: typeof alg === 'string' ? alg : null,
    vision_areas: typeof areas === 'string' ? areas : null,
    vision_gpu: false,
  };
}
