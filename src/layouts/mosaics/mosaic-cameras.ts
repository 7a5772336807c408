import { visibleCameras } from '#access';
import type { Caller } from '#auth';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { invalid } from '#errors';
import type { MosaicCamera } from './mosaic.js';

interface CellRow extends MosaicCamera {
  readonly mosaicId: number;
  readonly position: number;
}

/** The cameras in the cells of mosaics, as far as the caller sees them. */
@Injectable()
export class MosaicCameras {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The cameras that the caller sees, by mosaic and position. One statement for all of them. */
  async of(
    caller: Caller,
    mosaicIds: readonly number[],
  ): Promise<ReadonlyMap<number, ReadonlyMap<number, MosaicCamera>>> {
    const found = new Map<number, Map<number, MosaicCamera>>();
    if (mosaicIds.length === 0) return found;
    const sql = new SqlParameters();
    const rows = await this.dataSource.query<CellRow[]>(
      `select mc.mosaic_id as "mosaicId", mc.position, c.id, c.name, c.title
       from mosaic_cells mc join cameras c on c.id = mc.camera_id
       where mc.mosaic_id = any(${sql.add(mosaicIds)}::integer[]) and ${visibleCameras(caller, sql)}`,
      sql.values,
    );
    for (const { mosaicId, position, id, name, title } of rows) {
      const cells = found.get(mosaicId) ?? new Map<number, MosaicCamera>();
      found.set(mosaicId, cells.set(position, { id, name, title }));
    }
    return found;
  }

  /**
   * Replaces the cameras. A cell that is empty in the input keeps a camera that the caller does not see: the caller read
   * an empty cell there, and saving what they read must not remove the camera for others.
   * @throws DomainError object.invalid (cameras) when one is missing or hidden
   */
  async replace(
    manager: EntityManager,
    caller: Caller,
    mosaicId: number,
    cameras: readonly (string | null)[],
  ): Promise<void> {
    const taken = cameras.flatMap((name, position) => (name === null ? [] : [{ name, position }]));
    const positions = taken.map(({ position }) => position);
    const clearing = new SqlParameters();
    await manager.query(
      `delete from mosaic_cells mc using cameras c
       where c.id = mc.camera_id and mc.mosaic_id = ${clearing.add(mosaicId)}
         and (mc.position = any(${clearing.add(positions)}::integer[]) or mc.position >= ${clearing.add(cameras.length)}
           or ${visibleCameras(caller, clearing)})`,
      clearing.values,
    );
    const filling = new SqlParameters();
    const filled = await manager.query<unknown[]>(
      `insert into mosaic_cells (mosaic_id, position, camera_id)
       select ${filling.add(mosaicId)}::integer, given.position, c.id
       from unnest(${filling.add(positions)}::integer[], ${filling.add(taken.map(({ name }) => name))}::text[])
         as given (position, name)
       join cameras c on c.name = given.name
       where ${visibleCameras(caller, filling)}
       returning position`,
      filling.values,
    );
    if (filled.length < taken.length) invalid('mosaic', 'cameras', 'a camera is missing or hidden');
  }
}
