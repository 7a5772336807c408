import { DomainError } from '#errors';
import { visibleCameras } from '#access';
import type { UserCaller } from '#auth';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { compileKey } from '../camera-key.js';

/** A person's own marks on a camera. */
export interface CameraMark {
  readonly isFavourite: boolean;
  /** They are notified of motion (v2), of events (v3). */
  readonly notifies: boolean;
}

/** Each person's own marks on the cameras they see. */
@Injectable()
export class CameraMarksService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** By camera id; a camera without a mark is missing. @param cameraIds at most 1000 */
  async of(caller: UserCaller, cameraIds: readonly number[]): Promise<ReadonlyMap<number, CameraMark>> {
    if (cameraIds.length === 0) return new Map();
    const rows = await this.dataSource.query<(CameraMark & { readonly cameraId: number })[]>(
      `select m.camera_id as "cameraId", m.is_favourite as "isFavourite", m.notifies from camera_marks m
       where m.user_id = $1 and m.camera_id = any($2::integer[]) and (m.is_favourite or m.notifies)`,
      [caller.userId, cameraIds],
    );
    return new Map(rows.map(({ cameraId, ...mark }) => [cameraId, mark]));
  }

  /**
   * A mark that is left out stays. One statement, so that of two writes at once neither undoes the other.
   * @throws DomainError camera.not-found
   */
  async set(caller: UserCaller, cameraName: string, mark: Partial<CameraMark>): Promise<CameraMark> {
    const sql = new SqlParameters();
    const named = compileKey({ name: cameraName }, sql);
    if (named === undefined) throw new DomainError('camera.not-found', cameraName);
    const [user, favourite, notifies] = [
      `${sql.add(caller.userId)}::integer`,
      `${sql.add(mark.isFavourite ?? null)}::boolean`,
      `${sql.add(mark.notifies ?? null)}::boolean`,
    ];
    const [marked] = await this.dataSource.query<CameraMark[]>(
      `insert into camera_marks as m (user_id, camera_id, is_favourite, notifies)
       select ${user}, c.id, coalesce(${favourite}, false), coalesce(${notifies}, false) from cameras c
       where ${named} and ${visibleCameras(caller, sql)}
       on conflict (user_id, camera_id) do update
         set is_favourite = coalesce(${favourite}, m.is_favourite), notifies = coalesce(${notifies}, m.notifies)
       returning is_favourite as "isFavourite", notifies`,
      sql.values,
    );
    if (!marked) throw new DomainError('camera.not-found', cameraName);
    return marked;
  }
}
