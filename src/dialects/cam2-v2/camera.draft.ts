import type { CameraChange, CameraDraft } from '#cameras';
import { InputError } from '../input.error.js';
import type { CameraChangeDto, NewCameraDto } from './camera-body.dto.js';
import { changedReach, newReach, retrievalNames } from './retrieval.js';

/** @throws InputError input.invalid when the type's key field is missing */
export function toDraft(body: NewCameraDto): CameraDraft {
  return { ...factsOf(body), ...newReach(body.type, body.retrieval) };
}

/**
 * The change, seeing the camera as it stands: whether the type changes decides what the retrieval must hold.
 * @throws InputError input.invalid for a retrieval without its type
 */
export function toChange(body: CameraChangeDto): CameraChange {
  const { type, retrieval = {} } = body;
  const facts = factsOf(body);
  const misplaced = retrievalNames.find((name) => (Reflect.get(body, name) ?? undefined) !== undefined);
  if (misplaced !== undefined)
    throw InputError.at(misplaced, 'place', `${misplaced} belongs into retrieval, with the type.`);
  if (type !== undefined) return (camera) => ({ ...facts, ...changedReach(camera, type, retrieval) });
  if (Object.keys(retrieval).length > 0)
    throw InputError.at('type', 'required', 'Must include the type to change the retrieval.');
  return facts;
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
    timezoneName: body.timezone_name,
    referenceLogo: body.reference_logo,
    referenceUrl: body.reference_url,
  };
}
