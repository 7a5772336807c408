import { type Caller, isSuperuser } from '#auth';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Organizations } from './organizations/organizations.js';

/** Where a caller may put cameras. What a caller may see and change is in `visible-cameras.ts`. */
@Injectable()
export class CameraRights {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly organizations: Organizations,
  ) {}

  /**
   * Whether the caller may make cameras in an organization: superusers in any that exists, users where their
   * membership lets them edit streams. A missing organization and a foreign one answer alike.
   */
  async mayCreateIn(caller: Caller, organizationId: number): Promise<boolean> {
    const rows = isSuperuser(caller)
      ? await this.dataSource.query<unknown[]>('select from organizations where id = $1::bigint', [organizationId])
      : caller.kind === 'user'
        ? await this.dataSource.query<unknown[]>(
            `select from memberships where user_id = $1 and organization_id = $2::bigint and can_edit_streams`,
            [caller.userId, organizationId],
          )
        : [];
    return rows.length > 0;
  }

  /** The organization of a camera whose maker names none: the application's own, else the default public one. */
  async homeOf(caller: Caller): Promise<number> {
    if (caller.kind === 'application' && caller.organizationId !== undefined) return caller.organizationId;
    return (await this.organizations.default()).id;
  }
}
