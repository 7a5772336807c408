import { type Camera, type CameraChange, type CameraDraft, isTimezone } from '#cameras';
import { InputError } from '../http/input.error.js';
import type { CameraChangeDto, NewCameraDto } from './camera-body.dto.js';
import { changedReach, newReach, retrievalNames } from './retrieval.js';

/** @throws InputError input.invalid when the type's key field is missing */
export function toDraft(body: NewCameraDto): CameraDraft {
  return { ...factsOf(body), ...newReach(body.type, body.retrieval) };
}

/**
 * The change, seeing the camera as it stands: whether the type changes decides what the retrieval must hold.
 * What comes back as it was shown is not said: it may have been derived, and must not stay when the camera moves.
 * @throws InputError input.invalid for a retrieval without its type
 */
export function toChange(body: CameraChangeDto): CameraChange {
  const { type, retrieval = {} } = body;
  const facts = factsOf(body);
  const misplaced = retrievalNames.find((name) => (Reflect.get(body, name) ?? undefined) !== undefined);
  if (misplaced !== undefined)
    throw InputError.at(misplaced, 'place', `${misplaced} belongs into retrieval, with the type.`);
  if (type !== undefined) return (camera) => ({ ...unshown(facts, camera), ...changedReach(camera, type, retrieval) });
  if (Object.keys(retrieval).length > 0)
    throw InputError.at('type', 'required', 'Must include the type to change the retrieval.');
  return (camera) => unshown(facts, camera);
}

function unshown(facts: CameraDraft, camera: Camera): CameraDraft {
  const shown = shownFacts(camera);
  const { timezone, timezoneName, ...others } = facts;
  const zone = (timezone ?? timezoneName) === shown.get('timezone') ? {} : { timezone, timezoneName };
  return {
    ...zone,
    ...Object.fromEntries(Object.entries(others).filter(([field, value]) => shown.get(field) !== value)),
  };
}

/** What `camera.wire.ts` shows of a camera, by the fields that a body sets. */
function shownFacts(camera: Camera): ReadonlyMap<string, unknown> {
  const { timezone, timezoneName, utcOffsetSeconds, zoneOffsetSeconds, referenceUrl, sourceUrl } = camera;
  return new Map<string, unknown>([
    ...Object.entries(camera),
    ['timezone', timezoneName ?? timezone],
    ['utcOffsetSeconds', utcOffsetSeconds ?? zoneOffsetSeconds],
    ['referenceUrl', referenceUrl ?? sourceUrl],
  ]);
}

/** A name that the time zones have is the camera's time zone; any other text is kept as it is. */
function zoneOf(name: string | undefined): CameraDraft {
  if (name === undefined) return {};
  return isTimezone(name) ? { timezone: name, timezoneName: null } : { timezoneName: name };
}

function factsOf(body: NewCameraDto | CameraChangeDto): CameraDraft {
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
