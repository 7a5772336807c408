import { DomainError, type ObjectKind } from '#errors';
import { type Caller, isSuperuser } from '#auth';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { editableOrganizations } from '../visible-cameras.js';
import { OrganizationsService } from './organizations.service.js';
import { userEditableOrganizations } from './visible-organizations.js';

/** In which organizations a caller may change what its members share. */
@Injectable()
export class OrganizationRightsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly organizations: OrganizationsService,
  ) {}

  /** Whether the caller may change what an organization's members share: superusers, its owner, members who may edit streams. */
  async editsIn(caller: Caller, organizationId: number, manager?: EntityManager): Promise<boolean> {
    if (isSuperuser(caller)) return true;
    // What members share reaches beyond the cameras that a credential was chosen for.
    if (caller.kind !== 'user' || caller.cameras !== undefined) return false;
    const sql = new SqlParameters();
    return this.isAmong(organizationId, editableOrganizations(caller, sql), sql, manager);
  }

  /** Whether the caller may edit the users of an organization. */
  async editsUsersIn(caller: Caller, organizationId: number): Promise<boolean> {
    if (isSuperuser(caller)) return true;
    if (caller.kind !== 'user' || caller.cameras !== undefined) return false;
    const sql = new SqlParameters();
    return this.isAmong(organizationId, userEditableOrganizations(sql.add(caller.userId)), sql);
  }

  /**
   * @throws DomainError organization.not-found when it is missing or hidden; object.forbidden when the
   *   caller sees it but may not change what is in it
   */
  async assertEditsIn(caller: Caller, organizationId: number, object: ObjectKind): Promise<void> {
    await this.organizations.getIncludingPublic(caller, organizationId);
    if (!(await this.editsIn(caller, organizationId))) throw forbidden(object);
  }

  /**
   * Where something goes whose maker names no organization: the first that the caller may edit, for superusers the default.
   * @throws DomainError object.forbidden where there is none
   */
  async defaultOrganizationFor(caller: Caller, object: ObjectKind): Promise<number> {
    if (isSuperuser(caller)) return (await this.organizations.default()).id;
    if (caller.kind !== 'user' || caller.cameras !== undefined) throw forbidden(object);
    const sql = new SqlParameters();
    const [first] = await this.dataSource.query<{ readonly id: number }[]>(
      `select o.id from organizations o where o.id = any(array(${editableOrganizations(caller, sql)}))
       order by o.id limit 1`,
      sql.values,
    );
    if (first === undefined) throw forbidden(object);
    return first.id;
  }

  private async isAmong(
    id: number,
    organizations: string,
    sql: SqlParameters,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<boolean> {
    const found = await manager.query<unknown[]>(
      `select from organizations o where o.id = ${sql.add(id)} and o.id = any(array(${organizations}))`,
      sql.values,
    );
    return found.length > 0;
  }
}

export function forbidden(object: ObjectKind): DomainError {
  return new DomainError('object.forbidden', object, { object });
}
