import { type Camera, type CameraChange, type CameraDraft, isTimezone } from '#cameras';
import { InputError } from '../http/input.error.js';
import type { CameraChangeDto, NewCameraDto } from './camera-body.dto.js';
import { changedReach, newReach, retrievalNames } from './retrieval.js';

/** @throws InputError input.invalid when the type's key field is missing */
export function toDraft(body: NewCameraDto): CameraDraft {
  return { ...valuesOf(body), ...newReach(body.type, body.retrieval) };
}

/**
 * The change, seeing the camera as it stands: whether the type changes decides what the retrieval must hold.
 * Values that the client merely echoes back are dropped: they may have been derived, and must not stay when the camera moves.
 * @throws InputError input.invalid for a retrieval without its type
 */
export function toChange(body: CameraChangeDto): CameraChange {
  const { type, retrieval = {} } = body;
  const values = valuesOf(body);
  const misplaced = retrievalNames.find((name) => (Reflect.get(body, name) ?? undefined) !== undefined);
  if (misplaced !== undefined)
    throw InputError.at(misplaced, 'place', `${misplaced} belongs into retrieval, with the type.`);
  if (type !== undefined)
    return (camera) => ({ ...withoutEchoes(values, camera), ...changedReach(camera, type, retrieval) });
  if (Object.keys(retrieval).length > 0)
    throw InputError.at('type', 'required', 'Must include the type to change the retrieval.');
  return (camera) => withoutEchoes(values, camera);
}

function withoutEchoes(values: CameraDraft, camera: Camera): CameraDraft {
  const current = currentValues(camera);
  const { timezone, timezoneName, ...others } = values;
  const zone = (timezone ?? timezoneName) === current.get('timezone') ? {} : { timezone, timezoneName };
  return {
    ...zone,
    ...Object.fromEntries(Object.entries(others).filter(([field, value]) => current.get(field) !== value)),
  };
}

/** What `camera.wire.ts` shows of a camera, by the fields that a body sets. */
function currentValues(camera: Camera): ReadonlyMap<string, unknown> {
  const { timezone, timezoneName, utcOffsetSeconds, zoneOffsetSeconds, referenceUrl, sourceUrl } = camera;
  return new Map<string, unknown>([
    ...Object.entries(camera),
    ['timezone', timezoneName ?? timezone],
    ['utcOffsetSeconds', utcOffsetSeconds ?? zoneOffsetSeconds],
    ['referenceUrl', referenceUrl ?? sourceUrl],
  ]);
}

/** A name that the time zones have is the camera's time zone; any other text is stored unchanged. */
function zoneOf(name: string | undefined): CameraDraft {
  if (name === undefined) return {};
  return isTimezone(name) ? { timezone: name, timezoneName: null } : { timezoneName: name };
}

function valuesOf(body: NewCameraDto | CameraChangeDto): CameraDraft {
  return {
    legacyCameraId: body.legacy_cameraID,
    isActiveImage: body.is_active_image,
    isActiveVideo: body.is_active_video,
    source: body.source,
    country: body.country === '' ? null : body.country,
    state: body.state,
    city: body.city,
    latitude: body.latitude,
    longitude: body.longitude,
    resolutionWidth: body.resolution_width,
    resolutionHeight: body.resolution_height,
    frameRate: body.frame_rate,
    utcOffsetSeconds: body.utc_offset,
    timezoneCode: body.timezone_id,
    ...zoneOf(body.timezone_name),
    referenceLogo: body.reference_logo,
    referenceUrl: body.reference_url,
  };
}
