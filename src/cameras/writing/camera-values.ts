import { isDeepStrictEqual } from 'node:util';
import type { EntityColumn } from '#lists';
import type { Camera, CameraDraft } from '../camera.js';
import { cameraEntityColumns } from '../camera-fields.js';
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

const assigned: ReadonlySet<string> = new Set([
  'id',
  'objectId',
  'position',
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
  media: {},
  enabled: true,
} as unknown as Omit<CameraValues, 'name' | 'organizationId' | 'kind' | 'credentialsSealed'>;

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
