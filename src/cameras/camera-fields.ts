import { columnsOf, fieldsOf, type FieldType, type ListField } from '#lists';
import { CameraEntity } from './camera.entity.js';
import { effectiveInputs, effectiveMedia } from './effective-fields.js';
import { playlistUrl, retrievalKind } from './retrieval-kind.js';
import type { Dvr } from './presets/preset.js';
import type { PlainCameraField, CameraViewField } from './search/camera-query.js';

const field = (sql: string, type: FieldType, nullable = true): ListField => ({ sql, type, nullable });
/** URLs are too long for a B-tree; their indexes are over md5(url). */
const url = (column: string): ListField => ({ ...field(`${column} collate "C"`, 'text'), hashedAs: `md5(${column})` });

const dvr = (key: keyof Dvr): string => `((${effectiveMedia})->'dvr'->>'${key}')::double precision`;

/** The columns of `cameras` by property. */
export const cameraEntityColumns = columnsOf(CameraEntity);

/** Fields whose index, or whose value, needs another expression than the column in the order of code points. */
const specialFields = {
  // Exactly the expression of the unique index cameras_camera_id_key.
  cameraId: field('coalesce(c.camera_id, 1000000000 + c.id)', 'integer', false),
  // Its index is not in the order of code points.
  ip: field('c.ip', 'text'),
  snapshotUrl: url('c.snapshot_url'),
  streamUrl: url('c.stream_url'),
  hasCredentials: field('(c.credentials_sealed is not null)', 'boolean', false),
  city: { ...field('c.city', 'text'), folded: true },
  state: { ...field('c.state', 'text'), folded: true },
} as const satisfies Partial<Record<PlainCameraField, ListField>>;

const noFields: ReadonlySet<string> = new Set(['position', 'inputs', 'media', 'credentialsSealed', 'tags', 'tagKeys']);
// The border where the columns that are not left out are the plain fields.
const columnNames = Object.keys(cameraEntityColumns).filter((name) => !noFields.has(name)) as readonly Exclude<
  PlainCameraField,
  'hasCredentials'
>[];

/** Every field that is a camera's own value, with the SQL behind it. Text is compared by code point. */
export const plainFields: Readonly<Record<PlainCameraField, ListField>> = {
  ...fieldsOf(cameraEntityColumns, 'c', columnNames),
  ...specialFields,
};

/** Parts of a camera that lists can be filtered and sorted by; none has an index. */
const partFields: Readonly<Record<Exclude<CameraViewField, PlainCameraField>, ListField>> = {
  static: field(`coalesce((c.media->>'static')::boolean, true)`, 'boolean', false),
  dvrExpirationSeconds: field(dvr('expirationSeconds'), 'number'),
  dvrEpisodesExpirationSeconds: field(dvr('episodesExpirationSeconds'), 'number'),
  dvrStorageLimitBytes: field(dvr('storageLimitBytes'), 'number'),
  dvrRedundancyFactor: field(dvr('redundancyFactor'), 'number'),
  thumbnails: field(`(c.media->>'thumbnails')::boolean`, 'boolean'),
  videoOnly: field(`(c.media->>'videoOnly')::boolean`, 'boolean'),
  motionDetectorEnabled: field(`(c.media->>'motionDetectorEnabled')::boolean`, 'boolean'),
  onvifPtz: field(`(c.media->'onvif'->>'ptz')::boolean`, 'boolean'),
  canPublish: field(`(c.media->>'canPublish')::boolean`, 'boolean'),
  agentId: field(`(c.media->'agent'->>'id') collate "C"`, 'text'),
  streamerHostname: field(`(c.media->>'streamerHostname') collate "C"`, 'text'),
  retrievalKind: field(`${retrievalKind} collate "C"`, 'text', false),
  playlistUrl: field(`${playlistUrl} collate "C"`, 'text'),
  zoneOffsetSeconds: field('zone_offset_seconds(c.timezone)', 'integer'),
  inputUrl: field(`((${effectiveInputs})->0->>'url') collate "C"`, 'text'),
  // The address that somebody wrote, else the one of the position.
  postalAddress: field(
    `coalesce(c.media->>'postalAddress',
      nullif(concat_ws(', ', nullif(c.city, ''), nullif(c.state, ''), nullif(c.country, '')), '')) collate "C"`,
    'text',
  ),
  // The titles of its organization and preset are visible with the camera.
  organizationTitle: field('(select o.title from organizations o where o.id = c.organization_id) collate "C"', 'text'),
  presetTitle: field('(select p.title from presets p where p.id = c.preset_id) collate "C"', 'text'),
};

/** Every field that is the same for every caller. */
export const cameraFields: Readonly<Record<CameraViewField, ListField>> = { ...plainFields, ...partFields };
