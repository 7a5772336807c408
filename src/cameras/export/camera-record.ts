import { isDeepStrictEqual } from 'node:util';
import type { Camera } from '../camera.js';
import type { JsonValue } from '../json-value.js';
import { derivedInputs } from '../writing/camera-reach.js';

/** A camera as a flat record, in the field names of REST; the order is that of the CSV columns. */
export type CameraRecord = Readonly<Record<string, JsonValue>>;

// From here on a CAM2 number was not chosen but follows from the row's id (see CameraEntity).
const firstAssignedCameraId = 1_000_000_000;

/**
 * Every field that an import reads, so that an export comes back unchanged. Left out are the fields that the registry
 * assigns (ids, times, version), those of this installation only (organization, folder, preset, media server, agent), and
 * credentials, which nobody may see.
 */
const fields: Readonly<Record<string, (camera: Camera) => JsonValue>> = {
  name: (camera) => camera.name,
  title: (camera) => camera.title,
  description: (camera) => camera.description,
  kind: (camera) => camera.kind,
  protocol: (camera) => camera.protocol,
  ip: (camera) => camera.ip,
  port: (camera) => camera.port,
  brand: (camera) => camera.brand,
  model: (camera) => camera.model,
  image_path: (camera) => camera.imagePath,
  video_path: (camera) => camera.videoPath,
  snapshot_url: (camera) => camera.snapshotUrl,
  stream_url: (camera) => camera.streamUrl,
  page_url: (camera) => camera.pageUrl,
  latitude: (camera) => camera.latitude,
  longitude: (camera) => camera.longitude,
  city: (camera) => camera.city,
  state: (camera) => camera.state,
  country: (camera) => camera.country,
  timezone: (camera) => camera.timezone,
  tags: (camera) => (camera.tags.length === 0 ? null : camera.tags),
  source: (camera) => camera.source,
  source_url: (camera) => camera.sourceUrl,
  external_id: (camera) => camera.externalId,
  license: (camera) => camera.license,
  attribution: (camera) => camera.attribution,
  direction: (camera) => camera.direction,
  azimuth: (camera) => camera.azimuth,
  fov: (camera) => camera.viewAngle,
  range: (camera) => camera.viewRangeMetres,
  resolution_width: (camera) => camera.resolutionWidth,
  resolution_height: (camera) => camera.resolutionHeight,
  frame_rate: (camera) => camera.frameRate,
  is_video: (camera) => camera.isVideo,
  outdoors: (camera) => camera.outdoors,
  traffic: (camera) => camera.traffic,
  inactive: (camera) => camera.inactive,
  is_active_image: (camera) => camera.isActiveImage,
  is_active_video: (camera) => camera.isActiveVideo,
  utc_offset: (camera) => camera.utcOffsetSeconds,
  timezone_id: (camera) => camera.timezoneCode,
  timezone_name: (camera) => camera.timezoneName,
  reference_logo: (camera) => camera.referenceLogo,
  reference_url: (camera) => camera.referenceUrl,
  enabled: (camera) => camera.enabled,
  observed_at: (camera) => camera.observedAt,
  camera_id: (camera) => (camera.cameraId < firstAssignedCameraId ? camera.cameraId : null),
  legacy_camera_id: (camera) => camera.legacyCameraId,
  inputs: inputsOf,
  media: mediaOf,
};

/** The names of a record's fields, in order. */
export const recordNames: readonly string[] = Object.keys(fields);

export function toRecord(camera: Camera): CameraRecord {
  return Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(camera)]));
}

/** Explicit inputs only; the import derives the others from the URLs again. */
function inputsOf(camera: Camera): JsonValue {
  if (isDeepStrictEqual(camera.inputs, derivedInputs(camera))) return null;
  return camera.inputs.map(({ url, options }) => (options === undefined ? { url } : { url, options }));
}

function mediaOf({ media }: Camera): JsonValue {
  const { agent: _agent, streamerHostname: _streamer, ...kept } = media;
  return Object.keys(kept).length === 0 ? null : kept;
}
