import { type Caller, isSuperuser } from '#auth';
import { SqlParameters } from '#database';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { CameraRightsOf } from './permissions/camera-rights-of.js';
import { Organizations } from './organizations/organizations.js';
import { editableOrganizations } from './visible-cameras.js';

/** Where a caller may put cameras. What a caller may see and change is in `visible-cameras.ts`. */
@Injectable()
export class CameraRights {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly organizations: Organizations,
  ) {}

  /**
   * Whether the caller may make cameras in an organization: superusers in any that exists, users in those they own or
   * where their membership lets them see and edit streams. A missing organization and a foreign one answer alike.
   */
  async mayCreateIn(caller: Caller, organizationId: number): Promise<boolean> {
    if (!isSuperuser(caller) && caller.kind !== 'user') return false;
    const sql = new SqlParameters();
    const one = `${sql.add(organizationId)}::bigint`;
    const editable = caller.kind === 'user' && !isSuperuser(caller) ? editableOrganizations(caller, sql) : undefined;
    const rows = await this.dataSource.query<unknown[]>(
      `select from organizations o where o.id = ${one}
       ${editable === undefined ? '' : `and o.id = any(array(${editable}))`}`,
      sql.values,
    );
    return rows.length > 0;
  }

  /** The organization of a camera whose maker names none: the application's own, else the default public one. */
  async homeOf(caller: Caller): Promise<number> {
    if (caller.kind === 'application' && caller.organizationId !== undefined) return caller.organizationId;
    return (await this.organizations.default()).id;
  }

  /**
   * What the caller may do with each of these cameras; one that is hidden is missing from the map. One statement.
   * @param cameraIds at most 1000
   */
  async rightsOn(_caller: Caller, _cameraIds: readonly number[]): Promise<ReadonlyMap<number, CameraRightsOf>> {
    throw new Error('not built yet');
  }

  /**
   * Takes places for new cameras in an organization with a limit: its row stays locked until the transaction ends.
   * Without a limit it costs one indexed read.
   * @throws AccessError limit.reached
   */
  async claimPlaces(_manager: EntityManager, _organizationId: number, _cameras: number): Promise<void> {
    throw new Error('not built yet');
  }

  /**
   * Whether the caller may put cameras into a folder: as `mayCreateIn` its organization, which it must belong to.
   * @throws AccessError object.not-found (folder)
   */
  async assertFolder(_organizationId: number, _folderId: number): Promise<void> {
    throw new Error('not built yet');
  }
}
