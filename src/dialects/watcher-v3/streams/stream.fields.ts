import type { Camera, CameraField, CameraMark, Preset } from '#cameras';
import type { Playback } from '#playback';
import { presetAnalyticsShape } from '../../http/analytics-shape.js';
import { fitted } from '../../http/json-shape.js';
import { answerClass } from '../collections/answer-class.js';
import { derived, stored, type WireField, wireList, type WireType } from '../collections/wire-list.js';
import { StreamFields } from './stream.dto.js';
import { audioShape, notificationsShape, recorderShape } from './stream-json-shapes.js';

/** What an answer has of a stream beside the camera itself; what was not selected is empty. */
export interface StreamRelated {
  readonly organizationTitles: ReadonlyMap<number, string>;
  /** By folder: from the root down to it. */
  readonly paths: ReadonlyMap<number, readonly { readonly id: number; readonly title: string }[]>;
  readonly presets: ReadonlyMap<number, Pick<Preset, 'id' | 'title' | 'isAdjustable'>>;
  /** The caller's own, by camera; undefined for a program, which has none. */
  readonly marks: ReadonlyMap<number, CameraMark> | undefined;
  /** By camera. */
  readonly playbacks: ReadonlyMap<number, Playback>;
}

export type StreamField = WireField<Camera, CameraField, StreamRelated>;
const fixed = (path: string, type: WireType, value: string | boolean, description: string): StreamField => ({
  kind: 'fixed',
  path,
  type,
  value,
  description,
  example: value,
});
/** Documented, but unknown to this server: it counts as missing in filters and orders. */
const unknown = (path: string, type: WireType): StreamField => ({ kind: 'fixed', path, type, value: undefined });

/** The stream object of client-api v3 (GO25), as far as this server has its fields, in the order in which it is written. */
export const streamFields: readonly StreamField[] = [
  stored('name', 'string', 'name', {
    description: 'Global id, immutable; slashes are allowed.',
    example: 'demo-paris-eiffel-tower',
  }),
  stored('title', 'string', 'title'),
  stored('comment', 'string', 'description'),
  derived('inputs', ({ inputs }) => inputs.map(({ url, options }) => ({ ...options, url }))),
  // A network camera runs also while nobody watches, unless it is set otherwise.
  stored('static', 'boolean', 'static', { show: ({ media }) => media.static ?? true }),
  stored('disabled', 'boolean', 'enabled', { negated: true }),
  stored('dvr.expiration', 'integer', 'dvrExpirationSeconds', { show: ({ media }) => media.dvr?.expirationSeconds }),
  stored('dvr.episodes_expiration', 'integer', 'dvrEpisodesExpirationSeconds', {
    show: ({ media }) => media.dvr?.episodesExpirationSeconds,
  }),
  stored('dvr.storage_limit', 'integer', 'dvrStorageLimitBytes', { show: ({ media }) => media.dvr?.storageLimitBytes }),
  stored('dvr.redundancy_factor', 'integer', 'dvrRedundancyFactor', {
    show: ({ media }) => media.dvr?.redundancyFactor,
  }),
  derived('vision', ({ media }) => fitted(media.vision, presetAnalyticsShape)),
  derived('audio', ({ media }) => fitted(media.audio, audioShape)),
  stored('onvif.ptz', 'boolean', 'onvifPtz', { show: ({ media }) => media.onvif?.ptz }),
  stored('coordinates.latitude', 'number', 'latitude'),
  stored('coordinates.longitude', 'number', 'longitude'),
  // The deprecated alias, read and written beside the new one.
  stored('map_coordinates.latitude', 'number', 'latitude'),
  stored('map_coordinates.longitude', 'number', 'longitude'),
  stored('postal_address', 'string', 'postalAddress', { show: postalAddressOf }),
  stored('organization.id', 'integer', 'organizationId', { description: 'Id of the organization.', example: 1 }),
  stored('organization.title', 'string', 'organizationTitle', {
    show: ({ organizationId }, { organizationTitles }) => organizationTitles.get(organizationId),
    optional: true,
    description: 'Its title.',
    example: 'Public cameras',
  }),
  stored('organization_id', 'integer', 'organizationId'),
  stored('folder_id', 'integer', 'folderId'),
  derived('path', ({ folderId }, { paths }) => paths.get(folderId), {
    schema: [
      answerClass('PathStep', [
        { path: 'id', type: 'integer', description: 'Id of the folder.', example: 3 },
        { path: 'title', description: 'Its title.', example: 'Ground floor' },
      ]),
    ],
    optional: true,
    description: "From the organization's root folder down to its own.",
  }),
  stored('preset.id', 'integer', 'presetId', {
    show: (camera, related) => presetOf(camera, related)?.id,
    description: 'Id of the preset.',
    example: 7,
  }),
  stored('preset.title', 'string', 'presetTitle', {
    show: (camera, related) => presetOf(camera, related)?.title,
    description: 'Its title.',
    example: 'A week',
  }),
  derived('preset.is_adjustable', (camera, related) => presetOf(camera, related)?.isAdjustable, {
    schema: Boolean,
    description: 'False: it decides `dvr` and `vision` alone.',
    example: true,
  }),
  stored('preset_id', 'integer', 'presetId'),
  stored('is_favourite', 'boolean', 'isFavourite', {
    show: ({ id }, { marks }) => marks && (marks.get(id)?.isFavourite ?? false),
  }),
  stored('notifications_enabled', 'boolean', 'notifies', {
    show: ({ id }, { marks }) => marks && (marks.get(id)?.notifies ?? false),
  }),
  stored('can_publish', 'boolean', 'canPublish', { show: ({ media }) => media.canPublish }),
  derived('notifications', ({ media }) => fitted(media.notifications, notificationsShape)),
  derived('nvr_settings', ({ media }) => fitted(media.nvrSettings, recorderShape)),
  // No media passes through here: no stream is running, and none is alive.
  fixed('stats.status', 'string', 'waiting', '`waiting`: no media passes through this server.'),
  fixed('stats.alive', 'boolean', false, 'Whether frames arrive here: never.'),
  derived('stats.playback_token', ({ id }, { playbacks }) => playbacks.get(id)?.token, {
    optional: true,
    description:
      'Lets the caller watch at the media server, as `?token=`, for a short time. Persons have one, programs do not.',
    example: 'v1.MTIzNDU2Nzg5MA',
  }),
  derived('stats.streaming_endpoint', ({ id }, { playbacks }) => playbacks.get(id)?.endpoint, {
    optional: true,
    description: 'Base URL of the media server that has it: `{streaming_endpoint}/{name}/index.m3u8?token=...`.',
    example: 'https://media1.example',
  }),
  derived('stats.publish_endpoint', ({ id }, { playbacks }) => playbacks.get(id)?.publishEndpoint, {
    optional: true,
    description: 'Where those who may edit it publish to.',
    example: 'rtmp://media1.example/static/demo-paris-eiffel-tower?token=v1.MTIzNDU2Nzg5MA',
  }),
  unknown('stats.bitrate', 'integer'),
  unknown('stats.bytes_out', 'integer'),
  unknown('stats.online_clients', 'integer'),
  unknown('stats.lifetime', 'integer'),
  unknown('stats.ts_delay', 'integer'),
  unknown('stats.last_dts_at', 'utc_ms'),
  unknown('stats.agent_status', 'string'),
  unknown('stats.current_agent_id', 'string'),
  unknown('stats.media_info.title', 'string'),
  unknown('stats.media_info.provider', 'string'),
  unknown('stats.media_info.flow_type', 'string'),
  unknown('stats.media_info.duration', 'integer'),
  unknown('stats.dvr_info.from', 'utc'),
  unknown('stats.dvr_info.depth', 'integer'),
  unknown('stats.dvr_info.duration', 'integer'),
  unknown('stats.dvr_info.bytes', 'integer'),
  unknown('firmware_update_duration', 'integer'),
  unknown('last_episode_at', 'utc_ms'),
  stored('created_at', 'utc_ms', 'createdAt', { optional: true }),
  stored('last_change.user', 'string', 'updatedBy', {
    optional: true,
    description: 'Login of who did it.',
    example: 'ada',
  }),
  stored('last_change.created_at', 'utc_ms', 'updatedAt'),
];

/** What it takes to watch. */
export const playbackFields = ['stats.playback_token', 'stats.streaming_endpoint', 'stats.publish_endpoint'];

/** The fields that every answer has, whatever `select` names. */
export const requiredStreamFields: readonly string[] = ['name'];

export const streamList = wireList<Camera, CameraField, StreamRelated>(streamFields, requiredStreamFields);

/** A camera as client-api v3 shows it (GO25). Fields without a value are left out. */
export const Stream = answerClass(
  'Stream',
  streamFields.filter((field) => field.kind !== 'fixed' || field.value !== undefined),
  {
    organization: { name: 'StreamOrganization', optional: true, description: 'The organization that owns it.' },
    preset: { name: 'StreamPreset', optional: true, description: 'The preset it has.' },
    stats: { name: 'StreamStats', optional: true, description: 'Its present state.' },
    last_change: { name: 'LastChange', optional: true, description: 'When it was last changed, and by whom.' },
  },
  StreamFields,
);

function presetOf({ presetId }: Camera, { presets }: StreamRelated) {
  return presetId === null ? undefined : presets.get(presetId);
}

/** The address as it was written, else as the city, state and country give it. */
export function postalAddressOf({ media, city, state, country }: Camera): string | undefined {
  if (media.postalAddress !== undefined) return media.postalAddress;
  const parts = [city, state, country].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}
