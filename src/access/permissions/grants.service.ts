import { type Caller, isSuperuser } from '#auth';
import { AdvisoryLocks } from '#database';
import { DomainError, invalid } from '#errors';
import {
  type FieldType,
  type ListField,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  selectList,
  SqlParameters,
  sqlOf,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { FoldersService } from '../folders/folders.service.js';
import { OrganizationMembersService } from '../organizations/organization-members.service.js';
import { userEditableOrganizations } from '../organizations/visible-organizations.js';
import { manageableCameras, visibleCameras } from '../visible-cameras.js';
import { CameraPermissionsService } from './camera-permissions.service.js';
import { FolderPermissionsService } from './folder-permissions.service.js';
import { type Period, type PeriodState, periodState } from './period.js';

export const grantKinds = ['camera', 'folder', 'organization'] as const;
export type GrantKind = (typeof grantKinds)[number];

/** What a grant can let somebody do with cameras; of the whole organization only, `edit`. */
export const grantActions = ['view', 'archive', 'ptz', 'edit'] as const;
export type GrantAction = (typeof grantActions)[number];

/** Who is granted something, and on what. */
export interface GrantKey {
  readonly kind: GrantKind;
  /** The number of the camera, the folder or the organization. */
  readonly objectId: number;
  readonly userId: number;
}

/** What one person may do with the cameras of one thing: a permission, or the part of a membership that is about cameras. */
export interface Grant extends Period {
  readonly id: string;
  readonly kind: GrantKind;
  readonly userId: number;
  readonly cameraId: number | null;
  readonly folderId: number | null;
  readonly organizationId: number | null;
  readonly canView: boolean;
  readonly canViewDvr: boolean;
  readonly canUsePtz: boolean;
  readonly canEdit: boolean;
  /** Seconds of archive; 0: no limit. */
  readonly dvrDepthLimitSeconds: number;
  /** Whether it is in force at this moment: outside of its period it gives nothing. */
  readonly state: PeriodState;
}
export type GrantField = keyof Grant;

/** What a grant gives; a field that is left out stays. */
export interface GrantDraft extends Partial<Period> {
  readonly can?: readonly GrantAction[] | undefined;
  readonly dvrDepthLimitSeconds?: number | undefined;
}

const field = (sql: string, type: FieldType, nullable = false): ListField => ({ sql, type, nullable });
const fields: Readonly<Record<GrantField, ListField>> = {
  id: field('g.id', 'text'),
  kind: field('g.kind', 'text'),
  userId: field('g.user_id', 'integer'),
  cameraId: field('g.camera_id', 'integer', true),
  folderId: field('g.folder_id', 'integer', true),
  organizationId: field('g.organization_id', 'integer', true),
  canView: field('g.can_view', 'boolean'),
  canViewDvr: field('g.can_view_dvr', 'boolean'),
  canUsePtz: field('g.can_use_ptz', 'boolean'),
  canEdit: field('g.can_edit', 'boolean'),
  dvrDepthLimitSeconds: field('g.dvr_depth_limit', 'integer'),
  validFrom: field('g.valid_from', 'time', true),
  validUntil: field('g.valid_until', 'time', true),
  state: field(`(${periodState('g')})`, 'text'),
};
const columns = sqlOf(fields);
const sourceFor = (caller: Caller): ListSource<GrantField> => ({
  name: 'grants',
  from: (sql) => grantsFor(caller, sql),
  fields,
  key: 'id',
});
const everything = (): string => 'true';

/**
 * Grants of all kinds in one list: everybody's own, and those that the caller manages. On a camera and a folder a grant is a
 * permission; on an organization it is what a membership says about cameras, and has the period of the membership. Nobody gives
 * rights that they do not hold, or for longer than they hold them.
 */
@Injectable()
export class GrantsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly cameras: CameraPermissionsService,
    private readonly foldersOfUsers: FolderPermissionsService,
    private readonly folders: FoldersService,
    private readonly members: OrganizationMembersService,
    private readonly locks: AdvisoryLocks,
  ) {}

  async list(caller: Caller, query: ListQuery<GrantField>, page: Page): Promise<ListPage<Grant>> {
    return this.lists.page<GrantField, Grant>(sourceFor(caller), columns, everything, query, page);
  }

  async count(caller: Caller, query: ListQuery<GrantField>): Promise<number> {
    return this.lists.count(sourceFor(caller), everything, query);
  }

  /** @throws DomainError object.not-found (grant) when it is missing or hidden from the caller */
  async get(caller: Caller, key: GrantKey): Promise<Grant> {
    const found = await this.find(caller, key);
    if (found !== undefined) return found;
    throw new DomainError('object.not-found', idOf(key), { object: 'grant' });
  }

  /**
   * @throws DomainError object.taken where there is one; object.invalid (can; dvrDepthLimitSeconds; validUntil);
   *   object.not-found (camera; folder; user), organization.not-found, organization.forbidden, object.forbidden, limit.reached
   */
  async create(caller: Caller, key: GrantKey, draft: GrantDraft): Promise<Grant> {
    return this.locks.within(`grant ${idOf(key)}`, async () => {
      if ((await this.find(caller, key)) !== undefined)
        throw new DomainError('object.taken', idOf(key), { object: 'grant' });
      return this.write(caller, key, { can: ['view'], ...draft });
    });
  }

  /** @throws DomainError object.not-found (grant); as `create` */
  async update(caller: Caller, key: GrantKey, draft: GrantDraft): Promise<Grant> {
    await this.get(caller, key);
    return this.write(caller, key, draft);
  }

  /**
   * On an organization the membership stays, without rights over cameras.
   * @throws DomainError object.not-found (grant); organization.forbidden, object.forbidden
   */
  async remove(caller: Caller, key: GrantKey): Promise<void> {
    await this.get(caller, key);
    const { kind, objectId, userId } = key;
    if (kind === 'camera') await this.cameras.remove(caller, await this.cameraName(caller, objectId), userId);
    if (kind === 'folder') {
      const { organizationId } = await this.folders.find(caller, objectId);
      await this.foldersOfUsers.remove(caller, organizationId, objectId, userId);
    }
    if (kind === 'organization') {
      const { isOwner } = await this.members.get(caller, objectId, userId);
      if (isOwner) throw new DomainError('object.forbidden', 'the owner stays', { object: 'grant' });
      await this.members.set(caller, objectId, userId, { canViewStreams: false, canEditStreams: false });
    }
  }

  private async write(
    caller: Caller,
    key: GrantKey,
    { can, dvrDepthLimitSeconds, ...period }: GrantDraft,
  ): Promise<Grant> {
    const { kind, objectId, userId } = key;
    if (can !== undefined) assertPossible(kind, can);
    if (kind === 'organization') {
      if (dvrDepthLimitSeconds !== undefined && dvrDepthLimitSeconds !== 0)
        invalid('grant', 'dvrDepthLimitSeconds', 'an organization has no limit');
      const flags = can && { canViewStreams: can.includes('view'), canEditStreams: can.includes('edit') };
      await this.members.set(caller, objectId, userId, flags ?? {}, period);
      return this.get(caller, key);
    }
    const rights = {
      ...(can && { canView: true, canViewDvr: can.includes('archive'), canUsePtz: can.includes('ptz') }),
      ...(dvrDepthLimitSeconds === undefined ? {} : { dvrDepthLimitSeconds }),
      ...period,
    };
    if (kind === 'camera') await this.cameras.set(caller, await this.cameraName(caller, objectId), userId, rights);
    else {
      const { organizationId } = await this.folders.find(caller, objectId);
      await this.foldersOfUsers.set(caller, organizationId, objectId, userId, rights);
    }
    return this.get(caller, key);
  }

  private async find(caller: Caller, { kind, objectId, userId }: GrantKey): Promise<Grant | undefined> {
    const sql = new SqlParameters();
    const from = grantsFor(caller, sql);
    const [found] = await this.dataSource.query<Grant[]>(
      `select ${selectList(columns)} from ${from}
       where g.kind = ${sql.add(kind)} and g.user_id = ${sql.add(userId)}::bigint
         and g.${kind}_id = ${sql.add(objectId)}::bigint`,
      sql.values,
    );
    return found;
  }

  private async cameraName(caller: Caller, id: number): Promise<string> {
    const sql = new SqlParameters();
    const [found] = await this.dataSource.query<{ readonly name: string }[]>(
      `select c.name from cameras c where c.id = ${sql.add(id)}::bigint and ${visibleCameras(caller, sql)}`,
      sql.values,
    );
    if (found === undefined) throw new DomainError('object.not-found', `camera ${id}`, { object: 'camera' });
    return found.name;
  }
}

/** `<kind>-<object>-<user>`. */
function idOf({ kind, objectId, userId }: GrantKey): string {
  return `${kind}-${objectId}-${userId}`;
}

/**
 * Without viewing, the rest has no effect; a membership that lets its member view opens the archive, too, and one that lets
 * them edit turns the cameras.
 * @throws DomainError object.invalid (can)
 */
function assertPossible(kind: GrantKind, can: readonly GrantAction[]): void {
  if (!can.includes('view')) invalid('grant', 'can', 'without view');
  const mayEdit = can.includes('edit');
  if (kind !== 'organization' && mayEdit) invalid('grant', 'can', 'edit, not on an organization');
  if (kind === 'organization' && can.includes('ptz') && !mayEdit) invalid('grant', 'can', 'ptz without edit');
}

/** The grants that a caller may know of, as `g`. A filter on it reaches the tables inside: UNION ALL lets it through. */
function grantsFor(caller: Caller, sql: SqlParameters): string {
  const isPerson = caller.kind === 'user' && caller.cameras === undefined;
  const me = isPerson ? sql.add(caller.userId) : '0';
  const ofUsers = isPerson ? `array(${userEditableOrganizations(me)})` : 'array[]::integer[]';
  const all = isSuperuser(caller) ? 'true' : 'false';
  const ofCameras = isPerson || isSuperuser(caller) ? manageableCameras(caller, sql) : 'false';
  const views = '(m.can_view_streams or o.owner_id is not distinct from m.user_id)';
  const edits = `(${views} and (m.can_edit_streams or o.owner_id is not distinct from m.user_id))`;
  return `(
    select 'camera-' || p.camera_id || '-' || p.user_id as id, 'camera' as kind, p.user_id, p.camera_id,
      null::integer as folder_id, null::integer as organization_id, p.can_view, p.can_view_dvr, p.can_use_ptz,
      false as can_edit, p.dvr_depth_limit, p.valid_from, p.valid_until
    from camera_permissions p join cameras c on c.id = p.camera_id where p.user_id = ${me} or ${ofCameras}
    union all
    select 'folder-' || p.folder_id || '-' || p.user_id, 'folder', p.user_id, null, p.folder_id, null, p.can_view,
      p.can_view_dvr, p.can_use_ptz, false, p.dvr_depth_limit, p.valid_from, p.valid_until
    from folder_permissions p join folders f on f.id = p.folder_id
    where p.user_id = ${me} or ${all} or f.organization_id = any(${ofUsers})
    union all
    select 'organization-' || m.organization_id || '-' || m.user_id, 'organization', m.user_id, null, null,
      m.organization_id, ${views}, ${views}, ${edits}, ${edits}, 0, m.valid_from,
      m.valid_until
    from memberships m join organizations o on o.id = m.organization_id
    where (${views} or m.can_edit_streams)
      and (m.user_id = ${me} or ${all} or m.organization_id = any(${ofUsers}))
  ) g`;
}
