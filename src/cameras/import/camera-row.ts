import { createHash } from 'node:crypto';
import { type CameraDraft, type CameraKind, cameraKinds } from '../camera.js';
import { countryOfPlace } from '../places/countries.js';
import { mediaOf } from '../url-media.js';
import { type NamedDraft, RowProblem } from './parsed-row.js';

// The names of fields in files, each with its field; of several names for one field, the first with a value counts.
const textFields = {
  description: 'description',
  protocol: 'protocol',
  stream_protocol: 'protocol',
  ip: 'ip',
  brand: 'brand',
  model: 'model',
  image_path: 'imagePath',
  video_path: 'videoPath',
  city: 'city',
  state: 'state',
  timezone: 'timezone',
  source: 'source',
  external_id: 'externalId',
  license: 'license',
  attribution: 'attribution',
  direction: 'direction',
  timezone_id: 'timezoneCode',
  timezone_name: 'timezoneName',
  reference_logo: 'referenceLogo',
  reference_url: 'referenceUrl',
} as const;
const urlFields = {
  snapshot_url: 'snapshotUrl',
  stream_url: 'streamUrl',
  page_url: 'pageUrl',
  source_url: 'sourceUrl',
} as const;
const integerFields = {
  port: 'port',
  resolution_width: 'resolutionWidth',
  resolution_w: 'resolutionWidth',
  resolution_height: 'resolutionHeight',
  resolution_h: 'resolutionHeight',
  legacy_camera_id: 'legacyCameraId',
  utc_offset: 'utcOffsetSeconds',
} as const;
const numberFields = {
  latitude: 'latitude',
  lat: 'latitude',
  longitude: 'longitude',
  lng: 'longitude',
  lon: 'longitude',
  frame_rate: 'frameRate',
  framerate: 'frameRate',
} as const;
const booleanFields = {
  is_video: 'isVideo',
  outdoors: 'outdoors',
  traffic: 'traffic',
  inactive: 'inactive',
  is_active_image: 'isActiveImage',
  is_active_video: 'isActiveVideo',
} as const;
/** Fields that are an object or a list, in CSV its JSON text. */
const jsonNames = ['inputs', 'media'] as const;
const otherNames = [
  'id',
  'name',
  'title',
  'country',
  'kind',
  'camera_id',
  'enabled',
  'observed_at',
  'update_interval_s',
  ...jsonNames,
];
// The registry's own rule (writing/field-rules.ts); the length leaves room for a hash of the original.
const legalName = /^(?!(?:.*\/)?\.{1,2}(?:\/|$))[\w.~-]+(?:\/[\w.~-]+)*$/;
const longestName = 246;
const streaming = new Set(['hls', 'mjpeg', 'rtsp', 'rtmp']);

/** Every name a header may have; others are ignored. */
export const knownNames: ReadonlySet<string> = new Set([
  ...Object.keys({ ...textFields, ...urlFields, ...integerFields, ...numberFields, ...booleanFields }),
  ...otherNames,
]);

const scalarNames = new Set([...knownNames].filter((name) => !jsonNames.some((one) => one === name)));

/**
 * Reads one record: our own export and REST objects, or the field names of public camera lists, where `id` is the key and
 * `name` the title. A missing field stays unchanged, null clears it.
 * @throws RowProblem naming the field
 */
export function cameraOf(record: Readonly<Record<string, unknown>>): { draft: NamedDraft; complete: boolean } {
  const row = new Map<string, RowValue>();
  for (const [key, value] of Object.entries(flatten(record)))
    if (scalarNames.has(key) && value !== undefined) row.set(key, scalarOf(key, value));
  const draft: CameraDraft = {};
  copy(row, draft, textFields, textOf);
  copy(row, draft, urlFields, urlOf);
  copy(row, draft, integerFields, integerOf);
  copy(row, draft, numberFields, numberOf);
  copy(row, draft, booleanFields, booleanOf);
  // These two are never null: left out, the registry chooses them.
  draft.cameraId = integerOf('camera_id', row.get('camera_id') ?? null) ?? undefined;
  draft.enabled = booleanOf('enabled', row.get('enabled') ?? null) ?? undefined;
  if (row.has('observed_at')) draft.observedAt = dateOf('observed_at', row.get('observed_at') ?? null);
  if (row.has('country')) draft.country = countryOf(row.get('country') ?? null);
  if (row.has('update_interval_s') && !row.has('frame_rate'))
    draft.frameRate = rateOf(row.get('update_interval_s') ?? null);
  if (record['inputs'] !== undefined) draft.inputs = jsonOf('inputs', record['inputs']) as CameraDraft['inputs'];
  // Never null: parts that belong to one installation only are not in a file and must not be cleared.
  draft.media = (jsonOf('media', record['media'] ?? null) as CameraDraft['media']) ?? undefined;
  checkPosition(draft);
  sortUrls(draft);
  draft.kind = kindOf(row.get('kind') ?? null, draft);
  const complete = row.has('title') && row.has('kind');
  return { draft: { ...draft, ...naming(row, draft) }, complete };
}

/** REST writes position and resolution as objects. */
function flatten({ location, resolution, ...record }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const flat: Record<string, unknown> = { ...record };
  if (isRecord(location)) Object.assign(flat, { latitude: location['latitude'], longitude: location['longitude'] });
  if (isRecord(resolution))
    Object.assign(flat, { resolution_width: resolution['width'], resolution_height: resolution['height'] });
  return flat;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The registry checks its content. */
function jsonOf(field: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.trim() === '') return null;
  try {
    return JSON.parse(value);
  } catch {
    throw new RowProblem(`${field} must be JSON`);
  }
}

function copy<Field extends string, Value>(
  row: ReadonlyMap<string, RowValue>,
  draft: { [K in Field]?: Value | null | undefined },
  names: Readonly<Record<string, Field>>,
  read: (name: string, value: RowValue) => Value | null,
): void {
  for (const [name, field] of Object.entries(names)) {
    const value = row.get(name);
    if (value !== undefined && (draft[field] ?? null) === null) draft[field] = read(name, value);
  }
}

function countryOf(value: RowValue): string | null {
  const name = textOf('country', value);
  if (name === null) return null;
  const code = countryOfPlace(name);
  if (code === undefined) throw new RowProblem('country must be an ISO 3166-1 code or an English country name');
  return code;
}

function rateOf(value: RowValue): number | null {
  const seconds = numberOf('update_interval_s', value);
  if (seconds !== null && !(seconds > 0)) throw new RowProblem('update_interval_s must be above 0');
  return seconds === null ? null : 1 / seconds;
}

function checkPosition({ latitude = null, longitude = null }: CameraDraft): void {
  if ((latitude === null) !== (longitude === null)) throw new RowProblem('latitude and longitude belong together');
  if (latitude !== null && !(Math.abs(latitude) <= 90)) throw new RowProblem('latitude must be from -90 to 90');
  if (longitude !== null && !(Math.abs(longitude) <= 180)) throw new RowProblem('longitude must be from -180 to 180');
}

/** Public lists have pages and videos in the field of the picture. */
function sortUrls(draft: CameraDraft): void {
  const media = draft.snapshotUrl ? mediaOf(draft.snapshotUrl) : undefined;
  if (media === undefined || media === 'picture') return;
  const field = media === 'page' ? 'pageUrl' : 'streamUrl';
  if (draft[field] && draft[field] !== draft.snapshotUrl)
    throw new RowProblem(`snapshot_url must be the URL of a picture, not of a ${media}`);
  draft[field] = draft.snapshotUrl;
  draft.snapshotUrl = null;
}

/** Only a kind that the row makes certain; otherwise a new camera's follows from its URLs and an existing camera keeps its own. */
function kindOf(value: RowValue, draft: CameraDraft): CameraKind | undefined {
  const given = textOf('kind', value);
  if (given !== null) {
    const kind = cameraKinds.find((one) => one === given);
    if (kind === undefined) throw new RowProblem(`kind must be one of ${cameraKinds.join(', ')}`);
    return kind;
  }
  if (draft.ip) return 'ip';
  return draft.streamUrl && streaming.has(draft.protocol ?? '') ? 'stream' : undefined;
}

/** The key comes first: by it a second import of the same file changes nothing. */
function naming(row: ReadonlyMap<string, RowValue>, draft: CameraDraft): { name: string; title?: string | null } {
  const id = textOf('id', row.get('id') ?? null);
  const name = textOf('name', row.get('name') ?? null);
  const key = (row.has('title') ? (name ?? id) : (id ?? name)) ?? derivedKey(draft);
  if (row.has('title')) return { name: toName(key), title: textOf('title', row.get('title') ?? null) };
  return row.has('name') ? { name: toName(key), title: name } : { name: toName(key) };
}

function derivedKey(draft: CameraDraft): string {
  if (draft.source && draft.externalId) return `${draft.source}-${draft.externalId}`;
  const what = draft.streamUrl ?? draft.snapshotUrl ?? draft.pageUrl ?? draft.ip;
  const where = (draft.latitude ?? null) === null ? undefined : `${draft.latitude},${draft.longitude}`;
  if (!what && !where) throw new RowProblem('an id or a name is needed');
  return `import-${createHash('sha256')
    .update(`${what ?? where}`)
    .digest('hex')
    .slice(0, 16)}`;
}

/**
 * A name has URL-safe characters and slashes; any other character becomes a hyphen. A changed name gets a hash of the
 * original, because two keys that differ in such characters only would silently become one camera.
 */
function toName(key: string): string {
  if (key.length <= 255 && legalName.test(key)) return key;
  const plain = key.normalize('NFKD').replace(/\p{M}+/gu, '');
  const steps = plain.replace(/[^\w.~/-]+/g, '-').split('/');
  const name = steps
    .filter((step) => !/^[.-]*$/.test(step))
    .join('/')
    .slice(0, longestName);
  return `${name || 'camera'}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
}

/** A value of JSON or of a CSV cell; blank text counts as null, other text stays exactly as it is. */
export type RowValue = string | number | boolean | null;

/** @throws RowProblem for lists and objects, and for text that PostgreSQL cannot hold */
export function scalarOf(field: string, value: unknown): RowValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new RowProblem(`${field} holds a NUL character`);
    if (!value.isWellFormed()) throw new RowProblem(`${field} holds half a character (a lone surrogate)`);
    return value.trim() === '' ? null : value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  throw new RowProblem(`${field} must be a single value`);
}

export function textOf(field: string, value: RowValue): string | null {
  if (typeof value === 'boolean') throw new RowProblem(`${field} must be a text`);
  return value === null ? null : String(value);
}

/** Public lists have URLs with a space at the end; no URL means one. */
export function urlOf(field: string, value: RowValue): string | null {
  return textOf(field, value)?.trim() ?? null;
}

export function numberOf(field: string, value: RowValue): number | null {
  if (value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return Number(value);
  throw new RowProblem(`${field} must be a number`);
}

export function integerOf(field: string, value: RowValue): number | null {
  const number = numberOf(field, value);
  if (number !== null && !Number.isSafeInteger(number)) throw new RowProblem(`${field} must be a whole number`);
  return number;
}

export function booleanOf(field: string, value: RowValue): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  const word = String(value).trim().toLowerCase();
  if (['true', 't', 'yes', '1'].includes(word)) return true;
  if (['false', 'f', 'no', '0'].includes(word)) return false;
  throw new RowProblem(`${field} must be true or false`);
}

/** YYYY-MM-DD; a time of day is cut off. */
export function dateOf(field: string, value: RowValue): string | null {
  if (value === null) return null;
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(String(value).trim())?.[1];
  const time = day === undefined ? undefined : new Date(`${day}T00:00:00Z`);
  // JavaScript takes 30 February for 1 March.
  if (day === undefined || Number.isNaN(time?.getTime()) || time?.toISOString().slice(0, 10) !== day)
    throw new RowProblem(`${field} must be a date (YYYY-MM-DD)`);
  return day;
}
