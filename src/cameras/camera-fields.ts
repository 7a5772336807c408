import type { FieldType, ListField } from '#lists';
import { shownInputs, shownMedia } from './shown-camera.js';
import { playlistUrl, retrievalKind } from './retrieval-kind.js';
import type { Dvr } from './presets/preset.js';
import type { PlainCameraField, ShownCameraField } from './search/camera-query.js';

const field = (sql: string, type: FieldType, nullable = true): ListField => ({ sql, type, nullable });
/** URLs are too long for a B-tree; their indexes are over md5(url). */
const url = (column: string): ListField => ({ ...field(`${column} collate "C"`, 'text'), hashedAs: `md5(${column})` });

const dvr = (key: keyof Dvr): string => `((${shownMedia})->'dvr'->>'${key}')::double precision`;

/**
 * Every field that is a camera's own value, with the SQL behind it. Text is compared by code point: the columns that
 * have an index are COLLATE "C" themselves, the others say so here.
 */
export const plainFields: Readonly<Record<PlainCameraField, ListField>> = {
  id: field('c.id', 'integer', false),
  name: field('c.name', 'text', false),
  objectId: field('c.object_id', 'text', false),
  // Exactly the expression of the unique index cameras_camera_id_key.
  cameraId: field('coalesce(c.camera_id, 1000000000 + c.id)', 'integer', false),
  legacyCameraId: field('c.legacy_camera_id', 'integer'),
  organizationId: field('c.organization_id', 'integer', false),
  folderId: field('c.folder_id', 'integer', false),
  presetId: field('c.preset_id', 'integer'),
  title: field('c.title', 'text'),
  description: field('c.description', 'text'),
  kind: field('c.kind collate "C"', 'text', false),
  protocol: field('c.protocol collate "C"', 'text'),
  ip: field('c.ip', 'text'),
  port: field('c.port', 'integer'),
  brand: field('c.brand collate "C"', 'text'),
  model: field('c.model collate "C"', 'text'),
  imagePath: field('c.image_path collate "C"', 'text'),
  videoPath: field('c.video_path collate "C"', 'text'),
  snapshotUrl: url('c.snapshot_url'),
  streamUrl: url('c.stream_url'),
  pageUrl: field('c.page_url collate "C"', 'text'),
  hasCredentials: field('(c.credentials_sealed is not null)', 'boolean', false),
  latitude: field('c.latitude', 'number'),
  longitude: field('c.longitude', 'number'),
  city: { ...field('c.city', 'text'), folded: true },
  state: { ...field('c.state', 'text'), folded: true },
  country: field('c.country', 'text'),
  timezone: field('c.timezone collate "C"', 'text'),
  source: field('c.source', 'text'),
  sourceUrl: field('c.source_url collate "C"', 'text'),
  externalId: field('c.external_id collate "C"', 'text'),
  license: field('c.license collate "C"', 'text'),
  attribution: field('c.attribution collate "C"', 'text'),
  direction: field('c.direction collate "C"', 'text'),
  resolutionWidth: field('c.resolution_width', 'integer'),
  resolutionHeight: field('c.resolution_height', 'integer'),
  frameRate: field('c.frame_rate', 'number'),
  isVideo: field('c.is_video', 'boolean'),
  outdoors: field('c.outdoors', 'boolean'),
  traffic: field('c.traffic', 'boolean'),
  inactive: field('c.inactive', 'boolean'),
  isActiveImage: field('c.is_active_image', 'boolean'),
  isActiveVideo: field('c.is_active_video', 'boolean'),
  utcOffsetSeconds: field('c.utc_offset_seconds', 'integer'),
  timezoneCode: field('c.timezone_code collate "C"', 'text'),
  timezoneName: field('c.timezone_name collate "C"', 'text'),
  referenceLogo: field('c.reference_logo collate "C"', 'text'),
  referenceUrl: field('c.reference_url collate "C"', 'text'),
  enabled: field('c.enabled', 'boolean', false),
  observedAt: field('c.observed_at', 'date'),
  createdAt: field('c.created_at', 'time', false),
  updatedAt: field('c.updated_at', 'time', false),
  updatedBy: field('c.updated_by collate "C"', 'text'),
  version: field('c.version', 'integer', false),
};

/** Parts of what a camera has, by which it can be asked for; none has an index. */
const partFields: Readonly<Record<Exclude<ShownCameraField, PlainCameraField>, ListField>> = {
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
  inputUrl: field(`((${shownInputs})->0->>'url') collate "C"`, 'text'),
  // What somebody wrote, else what the position says.
  postalAddress: field(
    `coalesce(c.media->>'postalAddress',
      nullif(concat_ws(', ', nullif(c.city, ''), nullif(c.state, ''), nullif(c.country, '')), '')) collate "C"`,
    'text',
  ),
  // Whoever sees a camera is told whose it is, and what it is recorded by.
  organizationTitle: field('(select o.title from organizations o where o.id = c.organization_id) collate "C"', 'text'),
  presetTitle: field('(select p.title from presets p where p.id = c.preset_id) collate "C"', 'text'),
};

/** Every field that is the same for everybody. */
export const cameraFields: Readonly<Record<ShownCameraField, ListField>> = { ...plainFields, ...partFields };
