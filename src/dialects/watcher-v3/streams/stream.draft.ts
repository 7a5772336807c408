import type { CameraDraft, CameraInput, CameraMediaChange, JsonObject, JsonValue } from '#cameras';
import { given } from '../body/given.js';
import type { PresetDvr } from '../presets/preset.dto.js';
import type { StreamBody, StreamInputBody, StreamSettingsBody } from './stream-body.dto.js';

/** What a body says of a stream; the caller's own marks are no part of it. */
export function readStream(body: StreamBody): CameraDraft {
  const coordinates = body.coordinates === undefined ? body.map_coordinates : body.coordinates;
  const settings = readStreamSettings(body);
  return given({
    ...settings,
    title: body.title,
    description: body.comment,
    inputs: body.inputs?.map(readInput),
    enabled: body.disabled === undefined ? undefined : !body.disabled,
    latitude: coordinates === null ? null : coordinates?.latitude,
    longitude: coordinates === null ? null : coordinates?.longitude,
    // Without an address in words, the position alone says where it is.
    ...(body.postal_address === null ? { city: null, state: null, country: null } : {}),
    organizationId: body.organization?.id ?? body.organization_id,
    folderId: body.folder_id,
    media: notEmpty({
      ...settings.media,
      ...given({
        static: body.static,
        vision: json(body.vision),
        audio: json(body.audio),
        onvif: body.onvif === null ? null : body.onvif && given({ ptz: body.onvif.ptz }),
        postalAddress: body.postal_address,
        canPublish: body.can_publish,
        notifications: json(body.notifications),
        nvrSettings: json(body.nvr_settings),
      }),
    }),
  });
}

/** The part that many streams can be told at once. */
export function readStreamSettings({ dvr, preset, preset_id }: StreamSettingsBody): CameraDraft {
  // A preset without an id says nothing: so the Go SDK sends what it has read (GO25).
  const presetId = preset === null ? null : (preset?.id ?? (preset?.id === null ? null : preset_id));
  return given({ presetId, media: notEmpty(given({ dvr: dvr === null ? null : dvr && readDvr(dvr) })) });
}

function readDvr({ expiration, episodes_expiration, storage_limit, redundancy_factor }: PresetDvr) {
  return given({
    expirationSeconds: expiration,
    episodesExpirationSeconds: episodes_expiration,
    storageLimitBytes: storage_limit,
    redundancyFactor: redundancy_factor,
  });
}

function readInput({ url, ...options }: StreamInputBody): CameraInput {
  // What is a secret in the options, such as a header `Authorization`, the core takes out and seals.
  return { url, options: json(given(options)) as JsonObject };
}

function notEmpty(media: CameraMediaChange): CameraMediaChange | undefined {
  return Object.keys(media).length === 0 ? undefined : media;
}

/** The border where a part of a body that was checked is JSON again. */
function json(value: object | null | undefined): JsonValue | undefined {
  return value as JsonValue | undefined;
}
