import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { SetCamera } from '../../writing/batch-tally.js';
import type { LastSet } from '../../writing/field-marks.js';

/** Where a camera comes from: the row that last set it. */
export interface CameraProvenance {
  readonly source: string | null;
  readonly importId: number;
  readonly fileName: string | null;
  /** The line, or the number of the item in a list. */
  readonly line: number;
  readonly setAt: Date;
}

/** The column `origin` of a deed: what its camera's provenance was before it. */
const priorColumns =
  'camera_object_id text, source text, import_id integer, file_name text, line integer, set_at timestamptz, marks jsonb';

/** The table of what sources last said about cameras. */
@Injectable()
export class CameraProvenanceStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What sources last said, by object id. */
  async lastSet(manager: EntityManager, objectIds: readonly string[]): Promise<ReadonlyMap<string, LastSet>> {
    if (objectIds.length === 0) return new Map();
    const rows = await manager.query<(LastSet & { readonly objectId: string })[]>(
      `select p.camera_object_id as "objectId", p.source, p.marks from camera_provenance p
       where p.camera_object_id = any($1::text[])`,
      [objectIds],
    );
    return new Map(rows.map(({ objectId, source, marks }) => [objectId, { source, marks }]));
  }

  async find(objectId: string): Promise<CameraProvenance | undefined> {
    const [found] = await this.dataSource.query<CameraProvenance[]>(
      `select p.source, p.import_id as "importId", p.file_name as "fileName", p.line, p.set_at as "setAt"
       from camera_provenance p where p.camera_object_id = $1`,
      [objectId],
    );
    return found;
  }

  /** In the transaction that writes the cameras. */
  async save(
    manager: EntityManager,
    importId: number,
    fileName: string | undefined,
    cameras: readonly SetCamera[],
  ): Promise<void> {
    if (cameras.length === 0) return;
    await manager.query(
      `insert into camera_provenance (camera_object_id, source, import_id, file_name, line, set_at, marks)
       select "objectId", source, $1, $2, line, $3, marks from jsonb_to_recordset($4::jsonb)
         as r ("objectId" text, source text, line integer, marks jsonb)
       on conflict (camera_object_id) do update set source = excluded.source, import_id = excluded.import_id,
         file_name = excluded.file_name, line = excluded.line, set_at = excluded.set_at, marks = excluded.marks`,
      [importId, fileName ?? null, this.clock.now(), JSON.stringify(cameras)],
    );
  }

  /**
   * Puts back what was before a job changed cameras, in the transaction that takes the change back. A later job's stays.
   * @param deeds with null where the camera had none
   */
  async restore(
    manager: EntityManager,
    importId: number,
    deeds: readonly { readonly objectId: string; readonly origin: unknown }[],
  ): Promise<void> {
    if (deeds.length === 0) return;
    await manager.query(
      'delete from camera_provenance p where p.camera_object_id = any($2::text[]) and p.import_id = $1',
      [importId, deeds.map(({ objectId }) => objectId)],
    );
    const before = deeds.flatMap(({ origin }) => (origin === null ? [] : [origin]));
    await manager.query(
      `insert into camera_provenance (camera_object_id, source, import_id, file_name, line, set_at, marks)
       select camera_object_id, source, import_id, file_name, line, set_at, marks
       from jsonb_to_recordset($1::jsonb) as r (${priorColumns}) on conflict (camera_object_id) do nothing`,
      [JSON.stringify(before)],
    );
  }

  /** Of cameras that are gone, where no job is left that could bring them back. */
  async removeLeft(): Promise<void> {
    await this.dataSource.query(
      `delete from camera_provenance p where not exists (select from cameras c where c.object_id = p.camera_object_id)
         and not exists (select from import_deeds d where d.camera_object_id = p.camera_object_id)`,
    );
  }
}
