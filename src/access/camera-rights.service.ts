import { DomainError } from '#errors';
import { administersCameras, asViewer, type Caller } from '#auth';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { selectedCameras } from './camera-selection.js';
import type { CameraRights } from './permissions/camera-rights.js';
import { OrganizationsService } from './organizations/organizations.service.js';
import { rightsStatement } from './permissions/rights-statement.js';
import { editableOrganizations } from './visible-cameras.js';

/** What a caller may do with cameras, and where they may put them. Which they see is in `visible-cameras.ts`. */
@Injectable()
export class CameraRightsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly organizations: OrganizationsService,
  ) {}

  /**
   * Whether the caller may make cameras in an organization: superusers in any that exists, users in those they own or
   * where their membership lets them see and edit streams. A missing organization and a foreign one answer alike.
   */
  async mayCreateIn(caller: Caller, organizationId: number): Promise<boolean> {
    return (await this.openAmong(caller, [organizationId])).size > 0;
  }

  /** Those of several organizations, as `mayCreateIn`. One statement. */
  async openAmong(caller: Caller, organizationIds: readonly number[]): Promise<ReadonlySet<number>> {
    if (organizationIds.length === 0 || (!administersCameras(caller) && caller.kind !== 'user')) return new Set();
    const sql = new SqlParameters();
    const some = `${sql.add(organizationIds)}::bigint[]`;
    const editable =
      caller.kind === 'user' && !administersCameras(caller) ? editableOrganizations(caller, sql) : undefined;
    const rows = await this.dataSource.query<{ readonly id: number }[]>(
      `select o.id from organizations o where o.id = any(${some})
       ${editable === undefined ? '' : `and o.id = any(array(${editable}))`}`,
      sql.values,
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Whether there is any organization that the caller may make cameras in. */
  async mayCreateSomewhere(caller: Caller): Promise<boolean> {
    if (administersCameras(caller)) return true;
    if (caller.kind !== 'user') return false;
    const sql = new SqlParameters();
    const somewhere = `select from (${editableOrganizations(caller, sql)}) e limit 1`;
    const rows = await this.dataSource.query<unknown[]>(somewhere, sql.values);
    return rows.length > 0;
  }

  /** Whether the caller may take cameras out of an organization, into another: its owner may, and superusers. */
  async mayTakeFrom(manager: EntityManager, caller: Caller, organizationId: number): Promise<boolean> {
    if (administersCameras(caller)) return true;
    if (caller.kind !== 'user') return false;
    const rows = await manager.query<unknown[]>(
      'select from organizations o where o.id = $1::bigint and o.owner_id = $2',
      [organizationId, caller.userId],
    );
    return rows.length > 0;
  }

  /**
   * That a camera which was just written lies in what the caller's credential was chosen for: nobody writes a camera out of
   * their own sight.
   * @param names at most 5000
   * @throws DomainError camera.forbidden
   */
  async assertSelected(manager: EntityManager, caller: Caller, names: readonly string[]): Promise<void> {
    if (caller.cameras === undefined || names.length === 0) return;
    const sql = new SqlParameters();
    const outside = await manager.query<unknown[]>(
      `select from cameras c where c.name = any(${sql.add(names)}::text[]) and not (${selectedCameras(caller, sql)})
       limit 1`,
      sql.values,
    );
    if (outside.length > 0) throw new DomainError('camera.forbidden', 'outside of the chosen cameras');
  }

  /**
   * The organization of a camera whose maker names none: the one that the credential was chosen for, the application's own,
   * else the default public one.
   */
  async defaultOrganizationFor(caller: Caller): Promise<number> {
    const chosen = caller.cameras?.find((selector) => 'organizationId' in selector);
    if (chosen !== undefined) return chosen.organizationId;
    if (caller.kind === 'application' && caller.organizationId !== undefined) return caller.organizationId;
    return (await this.organizations.default()).id;
  }

  /**
   * What the caller may do with each of these cameras, administering included; one that is hidden is missing from the map. One statement.
   * @param cameraIds at most 1000
   * @param manager of the transaction that it is asked in
   */
  async rightsOn(
    caller: Caller,
    cameraIds: readonly number[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ReadonlyMap<number, CameraRights>> {
    if (cameraIds.length === 0) return new Map();
    const sql = new SqlParameters();
    const statement = rightsStatement(caller, `${sql.add(cameraIds)}::integer[]`, sql);
    const rows = await manager.query<(CameraRights & { readonly id: number })[]>(statement, sql.values);
    return new Map(rows.map(({ id, ...rights }) => [id, rights]));
  }

  /**
   * What the caller may watch of these cameras, as `rightsOn`: for administrators, who manage every camera, what they
   * hold without their level. Whatever gives out pictures asks here.
   * @param cameraIds at most 1000
   */
  async watchingRightsOn(
    caller: Caller,
    cameraIds: readonly number[],
    manager?: EntityManager,
  ): Promise<ReadonlyMap<number, CameraRights>> {
    return this.rightsOn(asViewer(caller), cameraIds, manager);
  }

  /**
   * Takes places for new cameras in an organization with a limit: its row stays locked until the transaction ends.
   * Without a limit it costs one indexed read.
   * @throws DomainError limit.reached
   */
  async reserveQuota(manager: EntityManager, organizationId: number, cameras: number): Promise<void> {
    // A weaker lock than FOR UPDATE, which would wait for every camera that is just being made beside it.
    const [limited] = await manager.query<{ readonly places: number }[]>(
      `select o.camera_limit as places from organizations o
       where o.id = $1::bigint and o.camera_limit is not null for no key update`,
      [organizationId],
    );
    if (limited === undefined) return;
    // A statement of its own: it sees what those committed who held the lock before.
    const [taken] = await manager.query<{ readonly count: number }[]>(
      'select count(*)::integer as count from cameras c where c.organization_id = $1',
      [organizationId],
    );
    if ((taken?.count ?? 0) + cameras > limited.places)
      throw new DomainError('limit.reached', `organization ${organizationId} may have ${limited.places} cameras`, {
        object: 'organization',
        field: 'cameraLimit',
      });
  }

  /**
   * The folder that a camera of an organization goes into: the one that is named, which stays until the transaction
   * ends, or for null the root.
   * @throws DomainError object.not-found (folder)
   */
  async folderFor(manager: EntityManager, organizationId: number, folderId: number | null): Promise<number> {
    const [found] = await manager.query<{ readonly id: number }[]>(
      `select f.id from folders f where f.organization_id = $1::bigint
         and case when $2::bigint is null then f.parent_id is null else f.id = $2::bigint end
       for key share of f`,
      [organizationId, folderId],
    );
    if (!found)
      throw new DomainError('object.not-found', `folder ${folderId ?? 'root'}`, {
        field: 'folderId',
        object: 'folder',
      });
    return found.id;
  }
}
