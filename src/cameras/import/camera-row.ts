import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { type CameraDraft, type CameraKind, cameraKinds } from '../camera.js';
import { countryOfPlace } from '../places/countries.js';
import { mediaOf } from '../url-media.js';
import { angleOf, bearingIn, bearingOf, metresOf } from './bearing.js';
import type { Columns, RowField } from './column-names.js';
import { type Cell, type Cells, mediaOfRow } from './media-fields.js';
import { type NamedDraft, type ReadRow, type RejectedRow, rejectedRow, RowProblem, shownValue } from './parsed-row.js';
import { placeholderIn, withoutPlaceholders } from './placeholders.js';
import {
  booleanOf,
  dateOf,
  integerOf,
  numberOf,
  positionOf,
  type RowValue,
  scalarOf,
  sizeOf,
  textOf,
  urlOf,
} from './row-values.js';

// The fields whose value is a field of the draft as it stands.
const textFields = {
  description: 'description',
  protocol: 'protocol',
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
} as const satisfies Partial<Record<RowField, keyof CameraDraft>>;
const urlFields = {
  snapshot_url: 'snapshotUrl',
  stream_url: 'streamUrl',
  page_url: 'pageUrl',
  source_url: 'sourceUrl',
} as const satisfies Partial<Record<RowField, keyof CameraDraft>>;
const integerFields = {
  port: 'port',
  resolution_width: 'resolutionWidth',
  resolution_height: 'resolutionHeight',
  legacy_camera_id: 'legacyCameraId',
  utc_offset: 'utcOffsetSeconds',
} as const satisfies Partial<Record<RowField, keyof CameraDraft>>;
const numberFields = {
  latitude: 'latitude',
  longitude: 'longitude',
  frame_rate: 'frameRate',
} as const satisfies Partial<Record<RowField, keyof CameraDraft>>;
const viewFields = {
  azimuth: 'azimuth',
  fov: 'viewAngle',
  range: 'viewRangeMetres',
} as const satisfies Partial<Record<RowField, keyof CameraDraft>>;
const booleanFields = {
  is_video: 'isVideo',
  outdoors: 'outdoors',
  traffic: 'traffic',
  inactive: 'inactive',
  is_active_image: 'isActiveImage',
  is_active_video: 'isActiveVideo',
} as const satisfies Partial<Record<RowField, keyof CameraDraft>>;
/** Fields that are an object or a list, in CSV its JSON text. */
const jsonFields: ReadonlySet<RowField> = new Set(['inputs', 'media', 'tags']);
// The registry's own rule (writing/field-rules.ts); the length leaves room for a hash of the original.
const legalName = /^(?!(?:.*\/)?\.{1,2}(?:\/|$))[\w.~-]+(?:\/[\w.~-]+)*$/;
const longestName = 246;
const streaming = new Set(['hls', 'mjpeg', 'rtsp', 'rtmp']);

/** The fields of a row by the fields of a draft, for reasons that the registry gives. */
const rowFieldsOfDraft: ReadonlyMap<string, string> = new Map([
  ...Object.entries({
    ...textFields,
    ...urlFields,
    ...integerFields,
    ...numberFields,
    ...viewFields,
    ...booleanFields,
  }).map(([name, field]) => [field, name] as const),
  ['cameraId', 'camera_id'],
  ['observedAt', 'observed_at'],
]);

/**
 * Why the registry does not take a row, in the words of the file.
 * @param field of the draft
 */
export function rejectionOf(
  { line, draft, columns }: ReadRow,
  { reason, field }: { readonly reason: string; readonly field?: string | undefined },
): RejectedRow {
  if (field === undefined) return { line, reason };
  const name = rowFieldsOfDraft.get(field) ?? field;
  const column = (name === 'name' ? columns.get('id') : undefined) ?? columns.get(name) ?? name;
  // The border where a field's name is looked up in a draft.
  const value = (draft as Readonly<Record<string, unknown>>)[field];
  const said = reason.startsWith(`${field}:`) ? column + reason.slice(field.length) : reason;
  return rejectedRow(line, said, column, shownValue(column, value));
}

/** What a row becomes; its reader adds the line. */
export type CameraOfRow = Omit<ReadRow, 'line'>;

/**
 * Reads one record: our own export and REST objects, or the field names of public camera lists, where `id` is the key and
 * `name` the title. A missing field stays unchanged, null clears it.
 * @throws RowProblem naming the field
 */
export function cameraOf(record: Readonly<Record<string, unknown>>, columns: Columns): CameraOfRow {
  const reading = new RowReading(record, columns);
  const draft = reading.draft();
  const named: NamedDraft = { ...draft, ...naming(reading.cells, draft) };
  const complete = reading.cells.has('title') && reading.cells.has('kind');
  return { draft: named, complete, columns: reading.origins, warnings: reading.warnings };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One row while it is read: from cells to a draft, with what is not taken of it. */
class RowReading {
  readonly warnings: RowProblem[] = [];
  readonly origins = new Map<string, string>();
  readonly cells: Cells;
  private readonly json = new Map<RowField, unknown>();

  constructor(
    record: Readonly<Record<string, unknown>>,
    private readonly columns: Columns,
  ) {
    this.cells = this.read(record, columns);
  }

  draft(): CameraDraft {
    const draft: CameraDraft = {};
    this.copy(draft, textFields, textOf);
    if (this.columns.source !== undefined) draft.source ??= this.columns.source;
    this.copy(draft, urlFields, (column, value) => this.url(column, urlOf(column, value)));
    this.copy(draft, integerFields, integerOf);
    this.copy(draft, numberFields, numberOf);
    this.copy(draft, booleanFields, booleanOf);
    this.view(draft);
    this.address(draft);
    // These two are never null: left out, the registry chooses them.
    draft.enabled = this.value('enabled', booleanOf) ?? undefined;
    draft.cameraId = this.isKey('camera_id') ? undefined : (this.value('camera_id', integerOf) ?? undefined);
    if (this.cells.has('observed_at')) draft.observedAt = this.value('observed_at', dateOf) ?? null;
    if (this.cells.has('update_interval_s') && !this.cells.has('frame_rate'))
      draft.frameRate = this.value('update_interval_s', rateOf) ?? null;
    this.position(draft);
    this.size(draft);
    if (this.cells.has('country')) draft.country = this.country(draft);
    if (this.json.has('inputs')) draft.inputs = jsonOf('inputs', this.json.get('inputs')) as CameraDraft['inputs'];
    if (this.json.has('tags')) draft.tags = tagsOf(this.json.get('tags'));
    // Never null: parts that belong to one installation only are not in a file and must not be cleared.
    draft.media = (jsonOf('media', this.json.get('media') ?? null) as CameraDraft['media']) ?? undefined;
    const media = mediaOfRow(this.cells, (column, url) => this.url(column, url));
    if (media !== undefined) draft.media = { ...media, ...draft.media };
    this.anyUrl(draft);
    sortUrls(draft, this.origins);
    this.credentials(draft);
    draft.kind = this.kind(draft);
    return draft;
  }

  private read(record: Readonly<Record<string, unknown>>, columns: Columns): Cells {
    const cells = new Map<RowField, Cell>();
    for (const [column, value] of flatten(record)) {
      const field = value === undefined ? undefined : columns.fieldOf(column);
      if (field === undefined) continue;
      if (jsonFields.has(field)) {
        this.json.set(field, value);
        continue;
      }
      const cell: Cell = { column, value: scalarOf(column, value) };
      const earlier = cells.get(field);
      if (earlier === undefined || earlier.value === null) cells.set(field, cell);
      else if (cell.value !== null && cell.value !== earlier.value)
        this.warnings.push(
          new RowProblem(`${column} is not taken: ${earlier.column} already is the ${field}`, column, cell.value),
        );
    }
    for (const [field, { column }] of cells) this.origins.set(field, column);
    return cells;
  }

  private value<T>(field: RowField, read: (column: string, value: RowValue) => T): T | undefined {
    const cell = this.cells.get(field);
    return cell === undefined ? undefined : read(cell.column, cell.value);
  }

  private copy<Field extends keyof CameraDraft, Value>(
    draft: { [K in Field]?: Value | null | undefined },
    names: Readonly<Partial<Record<RowField, Field>>>,
    read: (column: string, value: RowValue) => Value | null,
  ): void {
    // The border from a list of keys to their type.
    for (const [name, field] of Object.entries(names) as readonly [RowField, Field][]) {
      const cell = this.cells.get(name);
      if (cell !== undefined) draft[field] = read(cell.column, cell.value);
    }
  }

  private url(column: string, text: string | null): string | null {
    if (text === null) return null;
    const { url, warning } = withoutPlaceholders(column, text);
    if (warning !== undefined) this.warnings.push(warning);
    return url;
  }

  /** `CAM-17` under CAM2's own name for its number is a key. */
  private isKey(field: 'camera_id'): boolean {
    const value = this.cells.get(field)?.value;
    return typeof value === 'string' && !/^\s*[+-]?\d+\s*$/.test(value) && !this.cells.has('id');
  }

  /** An address may bring its port, and be written as a URL. */
  private address(draft: CameraDraft): void {
    const cell = this.cells.get('ip');
    if (cell === undefined) return;
    const text = textOf(cell.column, cell.value)?.trim() ?? null;
    const host = text?.replace(/^https?:\/\//i, '').replace(/\/$/, '') ?? '';
    const [, port] = /:(\d{1,5})$/.exec(host) ?? [];
    const bare = (port === undefined ? host : host.slice(0, -port.length - 1)).replace(/^\[|\]$/g, '');
    // An IPv6 address holds colons of its own.
    if (text === null || isIP(text) !== 0 || isIP(bare) === 0) {
      draft.ip = text;
      return;
    }
    draft.ip = bare;
    if (port !== undefined && (draft.port ?? null) === null) draft.port = Number(port);
  }

  private position(draft: CameraDraft): void {
    for (const field of ['coordinates', 'location'] as const) {
      const cell = this.cells.get(field);
      if (cell === undefined || cell.value === null || (draft.latitude ?? null) !== null) continue;
      const found = positionOf(cell.value);
      if (found !== undefined) Object.assign(draft, found);
      else if (field === 'location' && (draft.description ?? null) === null)
        draft.description = textOf(cell.column, cell.value);
      else if (field === 'coordinates')
        throw new RowProblem(`${cell.column} must be latitude, longitude in degrees`, cell.column, cell.value);
    }
    this.checkPosition(draft);
  }

  private checkPosition({ latitude = null, longitude = null }: CameraDraft): void {
    if ((latitude === null) !== (longitude === null))
      throw new RowProblem('latitude and longitude belong together', latitude === null ? 'latitude' : 'longitude');
    const refuse = (field: RowField, value: number, most: number): never => {
      throw new RowProblem(`${field} must be from -${most} to ${most}`, this.origins.get(field) ?? field, value);
    };
    if (latitude !== null && !(Math.abs(latitude) <= 90)) refuse('latitude', latitude, 90);
    if (longitude !== null && !(Math.abs(longitude) <= 180)) refuse('longitude', longitude, 180);
  }

  private view(draft: CameraDraft): void {
    this.copy(draft, { azimuth: 'azimuth' }, bearingOf);
    this.copy(draft, { fov: 'viewAngle' }, angleOf);
    this.copy(draft, { range: 'viewRangeMetres' }, metresOf);
    // A direction that is one, and not a text or a range of degrees, is where the camera looks.
    const bearing = this.cells.has('azimuth') ? undefined : this.value('direction', (_, value) => bearingIn(value));
    if (bearing !== undefined) draft.azimuth = bearing;
  }

  private size(draft: CameraDraft): void {
    const cell = this.cells.get('resolution');
    if (cell === undefined || cell.value === null || (draft.resolutionWidth ?? null) !== null) return;
    const size = sizeOf(cell.value);
    if (size === undefined)
      throw new RowProblem(`${cell.column} must be width x height in pixels`, cell.column, cell.value);
    draft.resolutionWidth = size.width;
    draft.resolutionHeight = size.height;
  }

  /** Where there is a position, it decides: a text that names no country is then no reason to lose the camera. */
  private country(draft: CameraDraft): string | null | undefined {
    const { column, value } = this.cells.get('country') ?? { column: 'country', value: null };
    const name = textOf(column, value);
    const code = name === null ? null : countryOfPlace(name);
    if (code !== undefined) return code;
    const problem = `${column} must be an ISO 3166-1 code or an English country name`;
    if ((draft.latitude ?? null) === null) throw new RowProblem(problem, column, name);
    this.warnings.push(new RowProblem(`${problem}: the country follows from the position`, column, name));
    return undefined;
  }

  /** A URL of which the column does not tell what it delivers. */
  private anyUrl(draft: CameraDraft): void {
    const cell = this.cells.get('url');
    const url = cell === undefined ? null : this.url(cell.column, urlOf(cell.column, cell.value));
    if (cell === undefined || url === null) return;
    const media = mediaOf(url);
    const isStream = media === 'stream' || media === 'playlist' || media === 'clip';
    const name = isStream ? 'stream_url' : media === 'page' ? 'page_url' : 'snapshot_url';
    const field = urlFields[name];
    if ((draft[field] ?? null) === null) {
      draft[field] = url;
      this.origins.set(name, cell.column);
    } else if (draft[field] !== url)
      this.warnings.push(new RowProblem(`${cell.column} is not taken: there is a ${name} already`, cell.column, url));
  }

  /** A login in columns of its own belongs to the camera's URLs; the registry seals it. */
  private credentials(draft: CameraDraft): void {
    const user = this.value('username', textOf) ?? '';
    const password = this.value('password', textOf) ?? '';
    if (user === '' && password === '') return;
    const placeholder = placeholderIn(user) ?? placeholderIn(password);
    if (placeholder !== undefined) {
      this.warnings.push(new RowProblem(`the login is the placeholder ${placeholder}: it is not taken`, 'username'));
      return;
    }
    const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
    const bare = /^([a-z][a-z0-9+.-]{0,30}:\/\/)(?![^/?#]{0,500}@)/i;
    const fields = (['streamUrl', 'snapshotUrl'] as const).filter((field) => bare.test(draft[field] ?? ''));
    for (const field of fields) draft[field] = (draft[field] ?? '').replace(bare, (scheme) => scheme + login);
    if (fields.length === 0 && !draft.streamUrl && !draft.snapshotUrl)
      this.warnings.push(new RowProblem('the login is not taken: the row has no URL that it is for', 'username'));
  }

  /** Only a kind that the row makes certain; otherwise a new camera's follows from its URLs and an existing camera keeps its own. */
  private kind(draft: CameraDraft): CameraKind | undefined {
    const given = this.value('kind', textOf) ?? null;
    if (given !== null) {
      const kind = cameraKinds.find((one) => one === given);
      if (kind === undefined) throw new RowProblem(`kind must be one of ${cameraKinds.join(', ')}`, 'kind', given);
      return kind;
    }
    if (draft.ip) return 'ip';
    return draft.streamUrl && streaming.has(draft.protocol ?? '') ? 'stream' : undefined;
  }
}

/** Objects in an object are fields of their own, `location.latitude`; a list of two numbers in one is a GeoJSON position. */
function flatten(record: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(record).flatMap(([key, value]) => {
    if (!isRecord(value) || key === 'media' || key === 'inputs') return [[key, value] as const];
    const inner =
      value['type'] === 'Point' && Array.isArray(value['coordinates']) ? pointOf(value['coordinates']) : value;
    return Object.entries(inner).map(([name, part]) => [`${key}.${name}`, part] as const);
  });
}

function pointOf(position: readonly unknown[]): Readonly<Record<string, unknown>> {
  return { longitude: position[0], latitude: position[1] };
}

/** A list, its JSON text, or a text with commas or semicolons; the registry checks each. */
function tagsOf(value: unknown): readonly string[] | null {
  const listed =
    typeof value === 'string' && !value.trim().startsWith('[') ? value.split(/[,;]/) : jsonOf('tags', value);
  if (listed === null || listed === undefined) return null;
  if (!Array.isArray(listed)) throw new RowProblem('tags must be a list', 'tags');
  const tags = listed.map((tag) => String(tag).trim()).filter((tag) => tag !== '');
  return tags.length === 0 ? null : tags;
}

/** The registry checks its content. */
function jsonOf(field: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.trim() === '') return null;
  try {
    return JSON.parse(value);
  } catch {
    throw new RowProblem(`${field} must be JSON`, field);
  }
}

function rateOf(column: string, value: RowValue): number | null {
  const seconds = numberOf(column, value);
  if (seconds !== null && !(seconds > 0)) throw new RowProblem(`${column} must be above 0`, column, value);
  return seconds === null ? null : 1 / seconds;
}

/** Public lists have pages and videos in the field of the picture. */
function sortUrls(draft: CameraDraft, origins: ReadonlyMap<string, string>): void {
  const media = draft.snapshotUrl ? mediaOf(draft.snapshotUrl) : undefined;
  if (media === undefined || media === 'picture') return;
  const field = media === 'page' ? 'pageUrl' : 'streamUrl';
  const column = origins.get('snapshot_url') ?? 'snapshot_url';
  if (draft[field] && draft[field] !== draft.snapshotUrl)
    throw new RowProblem(`${column} must be the URL of a picture, not of a ${media}`, column, draft.snapshotUrl);
  draft[field] = draft.snapshotUrl;
  draft.snapshotUrl = null;
}

/** The key comes first: by it a second import of the same file changes nothing. */
function naming(cells: Cells, draft: CameraDraft): { name: string; title?: string | null } {
  const read = (field: RowField): string | null => {
    const cell = cells.get(field);
    return cell === undefined ? null : textOf(cell.column, cell.value);
  };
  const number = cells.get('camera_id')?.value;
  const id = read('id') ?? (draft.cameraId === undefined && typeof number === 'string' ? number.trim() : null);
  const name = read('name');
  const title = read('title');
  const key = (cells.has('title') ? (name ?? id) : (id ?? name)) ?? derivedKey(cells, draft, title);
  if (cells.has('title')) return { name: toName(key), title };
  return cells.has('name') ? { name: toName(key), title: name } : { name: toName(key) };
}

function derivedKey(cells: Cells, draft: CameraDraft, title: string | null): string {
  if (draft.source && draft.externalId) return `${draft.source}-${draft.externalId}`;
  const serial = cells.get('agent_serial')?.value ?? cells.get('agent_id')?.value ?? null;
  if (serial !== null) return String(serial).trim();
  const what = draft.streamUrl ?? draft.snapshotUrl ?? draft.pageUrl ?? draft.ip ?? title;
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
export function toName(key: string): string {
  if (key.length <= 255 && legalName.test(key)) return key;
  const plain = key.normalize('NFKD').replace(/\p{M}+/gu, '');
  const steps = plain.replace(/[^\w.~/-]+/g, '-').split('/');
  const name = steps
    .filter((step) => !/^[.-]*$/.test(step))
    .join('/')
    .slice(0, longestName);
  return `${name || 'camera'}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
}
