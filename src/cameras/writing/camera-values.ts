import { isDeepStrictEqual } from 'node:util';
import type { EntityColumn } from '#lists';
import type { Camera, CameraDraft } from '../camera.js';
import { cameraEntityColumns } from '../camera-fields.js';
import type { CameraInput, CameraMedia } from '../camera-media.js';

/** A field of a draft. */
export type DraftField = keyof CameraDraft;

/** The stored values of a camera: its own fields and its sealed credentials. */
export type CameraValues = { readonly [K in Exclude<DraftField, keyof Stored>]: Camera[K] } & Stored;

/** Fields that are stored in another form than in a `Camera`. */
interface Stored {
  /** Null: it counts as 1,000,000,000 + id. */
  readonly cameraId: number | null;
  /** Null: the root, which the database fills in. */
  readonly folderId: number | null;
  /** Null: they are derived from the URLs and the address. */
  readonly inputs: readonly CameraInput[] | null;
  readonly tags: readonly string[];
  /** The camera's own settings, without those of its preset. */
  readonly media: CameraMedia;
  readonly credentialsSealed: string | null;
}

/** A stored camera as the writer reads it under its lock. */
export interface StoredCamera extends Pick<Stored, 'credentialsSealed' | 'inputs' | 'media'> {
  readonly camera: Camera;
  /** The present offset of its time zone. */
  readonly zoneOffsetSeconds: number | null;
}

const assigned: ReadonlySet<string> = new Set([
  'id',
  'objectId',
  'position',
  'tagKeys',
  'createdAt',
  'updatedAt',
  'updatedBy',
  'version',
]);

/** The column of each value. */
// The border where the columns that the registry does not assign are the values.
export const valueColumns = Object.fromEntries(
  Object.entries(cameraEntityColumns).filter(([name]) => !assigned.has(name)),
) as Readonly<Record<keyof CameraValues, EntityColumn>>;

/** The values of a camera of which nothing is known. */
// The border where the columns that may be null, without what the registry fills in, are these values.
export const unknownValues = {
  ...Object.fromEntries(
    Object.entries(valueColumns).flatMap(([name, { nullable }]) =>
      nullable && name !== 'credentialsSealed' ? [[name, null]] : [],
    ),
  ),
  folderId: null,
  tags: [],
  media: {},
  enabled: true,
} as unknown as Omit<CameraValues, 'name' | 'organizationId' | 'kind' | 'credentialsSealed'>;

/** The values that differ from those of a stored camera; empty when nothing changes. */
export function changesBetween(stored: StoredCamera, values: Partial<CameraValues>): Partial<CameraValues> {
  const before: Readonly<Record<string, unknown>> = { ...valuesOf(stored) };
  const byDefault = defaultCameraId(stored.camera.id);
  const changed = Object.entries(values).filter(([field, value]) =>
    // A number that nobody chose counts as 1,000,000,000 + id.
    field === 'cameraId' ? (value ?? byDefault) !== stored.camera.cameraId : isOther(value, before[field]),
  );
  return Object.fromEntries(changed);
}

/** A stored camera's values; the default number (1,000,000,000 + id) is null. */
export function valuesOf({ camera, credentialsSealed, inputs, media }: StoredCamera): CameraValues {
  const fields = Object.keys(valueColumns) as readonly (keyof Camera)[];
  const values = Object.fromEntries(fields.map((field) => [field, camera[field]]));
  const cameraId = camera.cameraId === defaultCameraId(camera.id) ? null : camera.cameraId;
  // The border where a camera's fields, copied by name, are its values.
  return { ...values, cameraId, inputs, media, credentialsSealed } as CameraValues;
}

/** JSON is compared by its content, not by the order of its keys. */
function isOther(value: unknown, before: unknown): boolean {
  return value instanceof Object ? !isDeepStrictEqual(value, before) : value !== before;
}

/** A camera's number where nobody chose one. */
export function defaultCameraId(id: number): number {
  return 1_000_000_000 + id;
}
