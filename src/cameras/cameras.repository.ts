import type { Caller } from '#auth';
import { type EntityColumn, SqlParameters } from '#lists';
import type { EntityManager } from 'typeorm';
import type { Camera } from './camera.js';
import { cameraColumns } from './camera-columns.js';
import { cameraEntityColumns, cameraFields } from './camera-fields.js';
import { toDomainError } from './writing/camera-conflict.js';
import { type CameraValues, type StoredCamera, valueColumns, valuesOf } from './writing/camera-values.js';

/** A new camera with the values that the registry assigns. */
export interface NewCamera extends WriteMark {
  readonly values: CameraValues;
  readonly objectId: string;
}

/** When a camera is written, and by whom (see `editorNameOf`). */
export interface WriteMark {
  readonly at: Date;
  readonly by: string;
}

/** Who changed a camera, as people read it: a login, a program's client id, or `system`. */
export function editorNameOf(caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return caller.login;
    case 'application':
      return caller.clientId;
    case 'system':
    case 'guest':
      return caller.kind;
  }
}

interface StoredRow extends Camera {
  readonly credentialsSealed: string | null;
  readonly storedInputs: StoredCamera['inputs'];
  readonly storedMedia: StoredCamera['media'];
  readonly zoneOffsetSeconds: number | null;
  readonly editable: boolean;
}

const entries = Object.entries(valueColumns) as readonly [keyof CameraValues, EntityColumn][];
const insertedColumns: readonly EntityColumn[] = [
  ...Object.values(valueColumns),
  ...(['objectId', 'createdAt', 'updatedAt', 'updatedBy'] as const).map((name) => cameraEntityColumns[name]),
];
const insertedNames = insertedColumns.map(({ name }) => name).join(', ');
const insertion = `insert into cameras as c (${insertedNames})
  select ${insertedNames} from jsonb_to_recordset($1::jsonb)
  as r (${insertedColumns.map(({ name, type }) => `${name} ${type}`).join(', ')})`;
/** The beginning of a statement that logs changes of cameras. */
export const loggingChanges = 'insert into camera_changes (camera_object_id, organization_id, changed_at)';
// One statement writes the cameras and their changes: there is never the one without the other.
const insertionLogged = (conflict: string): string => `with inserted as (${insertion} ${conflict} returning c.*),
  logged as (${loggingChanges} select object_id, organization_id, updated_at from inserted)`;

/** Adds cameras in the order given; the error of a unique index is the database's own. */
export async function insertCameras(manager: EntityManager, cameras: readonly NewCamera[]): Promise<readonly Camera[]> {
  return manager.query<Camera[]>(`${insertionLogged('')} select ${cameraColumns} from inserted c`, [
    recordsOf(cameras),
  ]);
}

/** Adds the cameras that violate no unique index; returns their names. */
export async function insertFreeCameras(
  manager: EntityManager,
  cameras: readonly NewCamera[],
): Promise<ReadonlySet<string>> {
  const statement = `${insertionLogged('on conflict do nothing')} select name from inserted`;
  const rows = await manager.query<{ readonly name: string }[]>(statement, [recordsOf(cameras)]);
  return new Set(rows.map(({ name }) => name));
}

/** A camera as it is stored, and whether the caller may change it. */
export type EditableCamera = StoredCamera & { readonly editable: boolean };

/**
 * Locks the cameras of a condition until the transaction ends, in the order of their ids, so that two who lock several
 * do not wait for each other.
 * @param editable SQL on `cameras c`: whether the caller may change it
 */
export async function lockCameras(
  manager: EntityManager,
  condition: string,
  editable: string,
  sql: SqlParameters,
): Promise<readonly EditableCamera[]> {
  return readCameras(manager, condition, editable, sql, 'for update of c');
}

/** The cameras of a condition as they are stored, by id. */
export async function readCameras(
  manager: EntityManager,
  condition: string,
  editable: string,
  sql: SqlParameters,
  lock = '',
): Promise<readonly EditableCamera[]> {
  const rows = await manager.query<StoredRow[]>(
    `select ${cameraColumns}, c.credentials_sealed as "credentialsSealed", c.inputs as "storedInputs",
       c.media as "storedMedia", ${cameraFields.zoneOffsetSeconds.sql} as "zoneOffsetSeconds", ${editable} as editable
     from cameras c where ${condition} order by c.id ${lock}`,
    sql.values,
  );
  return rows.map(
    ({
      storedInputs: inputs,
      storedMedia: media,
      credentialsSealed,
      zoneOffsetSeconds,
      editable: mayEdit,
      ...camera
    }) => ({
      camera,
      credentialsSealed,
      inputs,
      media,
      zoneOffsetSeconds,
      editable: mayEdit,
    }),
  );
}

/**
 * Changes a locked camera and raises its version; one that moves has changed for both organizations.
 * @throws DomainError camera.taken, camera.invalid (organizationId), object.not-found (folder)
 */
export async function updateCamera(
  manager: EntityManager,
  id: number,
  changes: Partial<CameraValues>,
  { at, by }: WriteMark,
): Promise<Camera> {
  const sql = new SqlParameters();
  const assignments = entries
    .filter(([field]) => changes[field] !== undefined)
    .map(([field, { name, type }]) => `${name} = ${sql.add(parameter(changes[field], type))}::${type}`);
  const [when, one] = [`${sql.add(at)}::timestamptz`, `c.id = ${sql.add(id)}::integer`];
  const who = `${sql.add(by)}::text`;
  // Beside an update, `cameras` still has the rows as they were.
  const statement = `with changed as (
      update cameras c set ${assignments.join(', ')}, version = version + 1, updated_at = ${when}, updated_by = ${who}
      where ${one} returning c.*
    ), logged as (
      ${loggingChanges} select object_id, organization_id, ${when} from (
        select object_id, organization_id from changed union select object_id, organization_id from cameras c where ${one}
      ) both_organizations
    ) select ${cameraColumns} from changed c`;
  const [camera] = await manager.query<Camera[]>(statement, sql.values).catch((error: unknown) => {
    throw toDomainError(error, changes);
  });
  if (!camera) throw new Error(`camera ${id} was locked and is gone`);
  return camera;
}

/** What becomes of one camera among several. */
export interface StoredChange {
  readonly stored: StoredCamera;
  readonly changes: Partial<CameraValues>;
}

/**
 * Changes locked cameras in one statement, each as `updateCamera`.
 * @returns them as they are now, in no order
 */
export async function updateCameras(
  manager: EntityManager,
  changed: readonly StoredChange[],
  { at, by }: WriteMark,
): Promise<readonly Camera[]> {
  const written = entries.filter(([field]) => changed.some(({ changes }) => changes[field] !== undefined));
  const records = changed.map(({ stored, changes }) => {
    const values = { ...valuesOf(stored), ...changes };
    return { id: stored.camera.id, ...Object.fromEntries(written.map(([field, { name }]) => [name, values[field]])) };
  });
  const sql = new SqlParameters();
  const rows = `${sql.add(JSON.stringify(records))}::jsonb`;
  const columns = ['id integer', ...written.map(([, { name, type }]) => `${name} ${type}`)];
  const [when, who] = [`${sql.add(at)}::timestamptz`, `${sql.add(by)}::text`];
  const assignments = written.map(([, { name }]) => `${name} = r.${name}`);
  const statement = `with changed as (
      update cameras c set ${assignments.join(', ')}, version = c.version + 1, updated_at = ${when}, updated_by = ${who}
      from jsonb_to_recordset(${rows}) as r (${columns.join(', ')}) where c.id = r.id returning c.*
    ), logged as (
      ${loggingChanges} select object_id, organization_id, ${when} from (
        select object_id, organization_id from changed
        union select object_id, organization_id from cameras c where c.id = any(${sql.add(records.map(({ id }) => id))}::integer[])
      ) both_organizations
    ) select ${cameraColumns} from changed c`;
  return manager.query<Camera[]>(statement, sql.values);
}

/** Deletes the camera of a condition; false when there is none. */
export async function deleteCamera(
  manager: EntityManager,
  condition: string,
  sql: SqlParameters,
  at: Date,
): Promise<boolean> {
  const deleted = await manager.query<unknown[]>(
    `with deleted as (delete from cameras c where ${condition} returning c.object_id, c.organization_id),
       logged as (${loggingChanges} select object_id, organization_id, ${sql.add(at)}::timestamptz from deleted)
     select from deleted`,
    sql.values,
  );
  return deleted.length > 0;
}

function recordsOf(cameras: readonly NewCamera[]): string {
  return JSON.stringify(
    cameras.map(({ values, objectId, at, by }) => ({
      ...Object.fromEntries(entries.map(([field, { name }]) => [name, values[field]])),
      object_id: objectId,
      created_at: at,
      updated_at: at,
      updated_by: by,
    })),
  );
}

/** The driver would write a list as an array of PostgreSQL's. */
function parameter(value: unknown, type: string): unknown {
  return type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
}
