import { createHash } from 'node:crypto';
import { cameraKinds, type CameraDraft, type CameraKind } from '../camera.js';
import { countryOfPlace } from '../places/countries.js';
import { mediaOf } from '../url-media.js';
import { RowProblem, type NamedDraft } from './import-row.js';
import { booleanOf, dateOf, integerOf, numberOf, scalarOf, textOf, urlOf, type RowValue } from './row-values.js';

// What a file may call a field, each with the field it means; of several names for one, the first with a value counts.
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
/** What is no single value: an object or a list, in CSV its JSON text. */
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
// The registry's own rule (writing/field-rules.ts); what a name is cut to leaves room for its mark.
const legalName = /^(?!(?:.*\/)?\.{1,2}(?:\/|$))[\w.~-]+(?:\/[\w.~-]+)*$/;
const longestName = 246;
const streaming = new Set(['hls', 'mjpeg', 'rtsp', 'rtmp']);

/** Every name a header may have; others are passed over. */
export const knownNames: ReadonlySet<string> = new Set([
  ...Object.keys({ ...textFields, ...urlFields, ...integerFields, ...numberFields, ...booleanFields }),
  ...otherNames,
]);

const scalarNames = new Set([...knownNames].filter((name) => !jsonNames.some((one) => one === name)));

/**
 * Reads one record: our own export and REST objects, or the field names of public camera lists, where `id` is the key
 * and `name` the title. A field that is missing is left alone, null clears it.
 * @throws RowProblem saying which field is wrong
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
  // These two are never null: to say nothing is to leave the choice to the registry.
  draft.cameraId = integerOf('camera_id', row.get('camera_id') ?? null) ?? undefined;
  draft.enabled = booleanOf('enabled', row.get('enabled') ?? null) ?? undefined;
  if (row.has('observed_at')) draft.observedAt = dateOf('observed_at', row.get('observed_at') ?? null);
  if (row.has('country')) draft.country = countryOf(row.get('country') ?? null);
  if (row.has('update_interval_s') && !row.has('frame_rate'))
    draft.frameRate = rateOf(row.get('update_interval_s') ?? null);
  if (record['inputs'] !== undefined) draft.inputs = jsonOf('inputs', record['inputs']) as CameraDraft['inputs'];
  // Never null: what is only of the installation it came from is not in a file, and must not be cleared.
  draft.media = (jsonOf('media', record['media'] ?? null) as CameraDraft['media']) ?? undefined;
  checkPosition(draft);
  sortUrls(draft);
  draft.kind = kindOf(row.get('kind') ?? null, draft);
  const complete = row.has('title') && row.has('kind');
  return { draft: { ...draft, ...naming(row, draft) }, complete };
}

/** REST shows position and resolution as objects. */
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

/** Whether it is what it should be is the registry's to say. */
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

/** Lists write pages and videos where a picture belongs. */
function sortUrls(draft: CameraDraft): void {
  const media = draft.snapshotUrl ? mediaOf(draft.snapshotUrl) : undefined;
  if (media === undefined || media === 'picture') return;
  const field = media === 'page' ? 'pageUrl' : 'streamUrl';
  if (draft[field] && draft[field] !== draft.snapshotUrl)
    throw new RowProblem(`snapshot_url must be the URL of a picture, not of a ${media}`);
  draft[field] = draft.snapshotUrl;
  draft.snapshotUrl = null;
}

/** Only what the row makes certain; else a new camera's kind follows from its URLs, and a known camera keeps its own. */
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

/** The key first: it is what makes a second import of the same file change nothing. */
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
 * A name knows URL-safe characters and slashes; whatever else is there becomes a hyphen. What was changed gets a mark
 * of what it was, or two keys that differ in such signs only would silently become one camera.
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
