import { isDeepStrictEqual } from 'node:util';
import type { Camera, CameraDraft, CameraInput, CameraMediaChange, JsonObject, JsonValue } from '#cameras';
import { hasCode } from '#errors';
import { InputError } from '../../http/input.error.js';
import { given } from '../body/given.js';
import type { PresetDvr } from '../presets/preset.dto.js';
import type { StreamBody, StreamInputBody, StreamSettingsBody } from './stream-body.dto.js';
import { postalAddressOf } from './stream.fields.js';

/** Reads a body into a change of the camera, without the caller's own marks. */
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
    // Without an address in words, only the position is left.
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

/** Reads the part of a body that `multiedit` has, too. */
export function readStreamSettings({ dvr, preset, preset_id }: StreamSettingsBody): CameraDraft {
  // A preset without an id changes nothing: so the Go SDK sends back what it has read (GO25).
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
  // The core takes secrets, such as a header `Authorization`, out of the options and seals them.
  return { url, options: json(given(options)) as JsonObject };
}

function notEmpty(media: CameraMediaChange): CameraMediaChange | undefined {
  return Object.keys(media).length === 0 ? undefined : media;
}

/** The border where a checked part of a body is JSON again. */
function json(value: object | null | undefined): JsonValue | undefined {
  return value as JsonValue | undefined;
}

/** Drops derived values that the client merely echoes back: the address by the position, and `static` where it is unset. */
export function withoutUnchangedFields(draft: CameraDraft, before: Camera): CameraDraft {
  const { media, ...others } = draft;
  if (!media) return draft;
  const { postalAddress, static: isStatic, ...rest } = media;
  const isDerivedAddress = before.media.postalAddress === undefined && postalAddress === postalAddressOf(before);
  const isDerivedStatic = before.media.static === undefined && isStatic === true;
  const change: CameraMediaChange = {
    ...rest,
    ...(postalAddress === undefined || isDerivedAddress ? {} : { postalAddress }),
    ...(isStatic === undefined || isDerivedStatic ? {} : { static: isStatic }),
  };
  return Object.keys(change).length === 0 ? others : { ...others, media: change };
}

/** Whether a draft changes nothing. */
export function isUnchanged(draft: CameraDraft, before: Camera): boolean {
  const { media, ...others } = withoutUnchangedFields(draft, before);
  const current: Readonly<Record<string, unknown>> = { ...before };
  const isSame = Object.entries(others).every(([key, value]) => isEqualJson(value, current[key]));
  return isSame && isPartOf(media ?? {}, before.media);
}

/** Whether each key of a change has its value already; null equals a missing one. */
function isPartOf(change: object, whole: object): boolean {
  const values: Readonly<Record<string, unknown>> = { ...whole };
  return Object.entries(change).every(([key, value]: [string, unknown]) => {
    const current = values[key];
    if (value === null || value === undefined) return current === undefined || current === null;
    if (typeof value !== 'object' || Array.isArray(value)) return isEqualJson(value, current);
    return typeof current === 'object' && current !== null && isPartOf(value, current);
  });
}

/** Compares as JSON, without empty objects: undefined is absent, and a class is no more than its fields. */
function isEqualJson(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return JSON.parse(JSON.stringify(value, (_, part: unknown) => (isEmptyObject(part) ? undefined : part)) ?? 'null');
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** Fields of the core whose place in a stream does not follow from their name. */
const places: Readonly<Record<string, string>> = {
  description: 'comment',
  enabled: 'disabled',
  latitude: 'coordinates.latitude',
  longitude: 'coordinates.longitude',
  organizationId: 'organization.id',
  presetId: 'preset.id',
  streamUrl: 'inputs',
  snapshotUrl: 'inputs',
  'media.dvr.expirationSeconds': 'dvr.expiration',
  'media.dvr.episodesExpirationSeconds': 'dvr.episodes_expiration',
  'media.dvr.storageLimitBytes': 'dvr.storage_limit',
};

/**
 * Writes, and maps a value that the core rejects to its place in the body.
 * @param within dotted path of the stream in the body
 * @throws InputError invalid_value, whatever else the write throws
 */
export async function locatingErrors<T>(write: () => Promise<T>, within = ''): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!hasCode(error, 'camera.invalid') || error.context.field === undefined) throw error;
    const place = [within, placeOf(error.context.field)].filter((part) => part !== '').join('.');
    throw InputError.at(place, 'invalid_value', `${place} cannot have this value.`);
  }
}

function placeOf(field: string): string {
  if (Object.hasOwn(places, field)) return places[field] ?? field;
  return field.replace(/^media\./, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
