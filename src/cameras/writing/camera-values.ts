import { isDeepStrictEqual } from 'node:util';
import type { Camera, CameraDraft } from '../camera.js';
import type { CameraInput, CameraMedia } from '../camera-media.js';

/** A field that a maker of a camera may set. */
export type DraftField = keyof CameraDraft;

/** A camera as it is stored: what its makers said, and its sealed credentials. */
export type CameraValues = { readonly [K in Exclude<DraftField, keyof Stored>]: Camera[K] } & Stored;

/** What is stored in another form than it is shown. */
interface Stored {
  /** Null: it counts as 1,000,000,000 + id. */
  readonly cameraId: number | null;
  /** Null: the root, which the database fills in. */
  readonly folderId: number | null;
  /** Null: they follow from the URLs and the address. */
  readonly inputs: readonly CameraInput[] | null;
  /** What was said of this very camera, whatever its preset says. */
  readonly media: CameraMedia;
  readonly credentialsSealed: string | null;
}

/** A stored camera as the writer reads it under its lock. */
export interface StoredCamera extends Pick<Stored, 'credentialsSealed' | 'inputs' | 'media'> {
  readonly camera: Camera;
  /** What the clocks of its time zone show now. */
  readonly zoneOffsetSeconds: number | null;
}

/** The column of each value, with its PostgreSQL type. */
export const valueColumns: Readonly<Record<keyof CameraValues, readonly [column: string, type: string]>> = {
  name: ['name', 'text'],
  cameraId: ['camera_id', 'integer'],
  legacyCameraId: ['legacy_camera_id', 'integer'],
  organizationId: ['organization_id', 'integer'],
  folderId: ['folder_id', 'integer'],
  presetId: ['preset_id', 'integer'],
  title: ['title', 'text'],
  description: ['description', 'text'],
  kind: ['kind', 'text'],
  protocol: ['protocol', 'text'],
  ip: ['ip', 'text'],
  port: ['port', 'integer'],
  brand: ['brand', 'text'],
  model: ['model', 'text'],
  imagePath: ['image_path', 'text'],
  videoPath: ['video_path', 'text'],
  snapshotUrl: ['snapshot_url', 'text'],
  streamUrl: ['stream_url', 'text'],
  pageUrl: ['page_url', 'text'],
  inputs: ['inputs', 'jsonb'],
  media: ['media', 'jsonb'],
  credentialsSealed: ['credentials_sealed', 'text'],
  latitude: ['latitude', 'double precision'],
  longitude: ['longitude', 'double precision'],
  city: ['city', 'text'],
  state: ['state', 'text'],
  country: ['country', 'text'],
  timezone: ['timezone', 'text'],
  source: ['source', 'text'],
  sourceUrl: ['source_url', 'text'],
  externalId: ['external_id', 'text'],
  license: ['license', 'text'],
  attribution: ['attribution', 'text'],
  direction: ['direction', 'text'],
  resolutionWidth: ['resolution_width', 'integer'],
  resolutionHeight: ['resolution_height', 'integer'],
  frameRate: ['frame_rate', 'double precision'],
  isVideo: ['is_video', 'boolean'],
  outdoors: ['outdoors', 'boolean'],
  traffic: ['traffic', 'boolean'],
  inactive: ['inactive', 'boolean'],
  isActiveImage: ['is_active_image', 'boolean'],
  isActiveVideo: ['is_active_video', 'boolean'],
  utcOffsetSeconds: ['utc_offset_seconds', 'integer'],
  timezoneCode: ['timezone_code', 'text'],
  timezoneName: ['timezone_name', 'text'],
  referenceLogo: ['reference_logo', 'text'],
  referenceUrl: ['reference_url', 'text'],
  enabled: ['enabled', 'boolean'],
  observedAt: ['observed_at', 'date'],
};

/** What a camera has of which nothing is known. */
export const unknownValues = {
  cameraId: null,
  legacyCameraId: null,
  folderId: null,
  presetId: null,
  title: null,
  description: null,
  protocol: null,
  ip: null,
  port: null,
  brand: null,
  model: null,
  imagePath: null,
  videoPath: null,
  snapshotUrl: null,
  streamUrl: null,
  pageUrl: null,
  inputs: null,
  media: {},
  latitude: null,
  longitude: null,
  city: null,
  state: null,
  country: null,
  timezone: null,
  source: null,
  sourceUrl: null,
  externalId: null,
  license: null,
  attribution: null,
  direction: null,
  resolutionWidth: null,
  resolutionHeight: null,
  frameRate: null,
  isVideo: null,
  outdoors: null,
  traffic: null,
  inactive: null,
  isActiveImage: null,
  isActiveVideo: null,
  utcOffsetSeconds: null,
  timezoneCode: null,
  timezoneName: null,
  referenceLogo: null,
  referenceUrl: null,
  enabled: true,
  observedAt: null,
} as const satisfies Partial<CameraValues>;

/** What has to be written so that a stored camera has these values; empty when nothing changes. */
export function changesBetween(stored: StoredCamera, values: Partial<CameraValues>): Partial<CameraValues> {
  const before: Readonly<Record<string, unknown>> = { ...valuesOf(stored) };
  const counted = countedCameraId(stored.camera.id);
  const changed = Object.entries(values).filter(([field, value]) =>
    // A number that was never given counts as 1,000,000,000 + id.
    field === 'cameraId' ? (value ?? counted) !== stored.camera.cameraId : isOther(value, before[field]),
  );
  return Object.fromEntries(changed);
}

/** A stored camera's values; a number that only counts (1,000,000,000 + id) was never given. */
export function valuesOf({ camera, credentialsSealed, inputs, media }: StoredCamera): CameraValues {
  const fields = Object.keys(valueColumns) as readonly (keyof Camera)[];
  const values = Object.fromEntries(fields.map((field) => [field, camera[field]]));
  const cameraId = camera.cameraId === countedCameraId(camera.id) ? null : camera.cameraId;
  // The border where a camera's fields, copied by name, are its values.
  return { ...values, cameraId, inputs, media, credentialsSealed } as CameraValues;
}

/** JSON is compared by what it says, not by the order in which it says it. */
function isOther(value: unknown, before: unknown): boolean {
  return value instanceof Object ? !isDeepStrictEqual(value, before) : value !== before;
}

/** What a camera's number is where nobody chose one. */
export function countedCameraId(id: number): number {
  return 1_000_000_000 + id;
}
