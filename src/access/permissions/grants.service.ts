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
import { userEditableOrganizations } from '../organizations/visible-organizations.js';
import { readTag } from '../tags.js';
import { manageableCameras } from '../visible-cameras.js';
import type { Grant, GrantDraft, GrantField, GrantKey } from './grant.js';
import { GrantWriter } from './grant-writer.js';
import { periodState } from './period.js';

const field = (sql: string, type: FieldType, nullable = false): ListField => ({ sql, type, nullable });
const fields: Readonly<Record<GrantField, ListField>> = {
  id: field('g.id', 'text'),
  kind: field('g.kind', 'text'),
  userId: field('g.user_id', 'integer'),
  cameraId: field('g.camera_id', 'integer', true),
  folderId: field('g.folder_id', 'integer', true),
  organizationId: field('g.organization_id', 'integer', true),
  tag: field('g.tag', 'text', true),
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
    private readonly writer: GrantWriter,
    private readonly locks: AdvisoryLocks,
  ) {}

  async list(caller: Caller, query: ListQuery<GrantField>, page: Page): Promise<ListPage<Grant>> {
    return this.lists.page<GrantField, Grant>(sourceFor(caller), columns, everything, query, page);
  }

  async count(caller: Caller, query: ListQuery<GrantField>): Promise<number> {
    return this.lists.count(sourceFor(caller), everything, query);
  }

  /** @throws DomainError object.not-found (grant) when it is missing or hidden from the caller */
  async get(caller: Caller, asked: GrantKey): Promise<Grant> {
    const key = await this.folded(asked);
    const found = await this.find(caller, key);
    if (found !== undefined) return found;
    throw new DomainError('object.not-found', idOf(key), { object: 'grant' });
  }

  /**
   * @throws DomainError object.taken where there is one; object.invalid (can; dvrDepthLimitSeconds; validUntil);
   *   object.not-found (camera; folder; user), organization.not-found, organization.forbidden, object.forbidden, limit.reached
   */
  async create(caller: Caller, asked: GrantKey, draft: GrantDraft): Promise<Grant> {
    const key = await this.folded(asked);
    return this.locks.within(`grant ${idOf(key)}`, async () => {
      if ((await this.find(caller, key)) !== undefined)
        throw new DomainError('object.taken', idOf(key), { object: 'grant' });
      await this.writer.write(caller, key, { can: ['view'], ...draft });
      return this.get(caller, key);
    });
  }

  /** @throws DomainError object.not-found (grant); as `create` */
  async update(caller: Caller, asked: GrantKey, draft: GrantDraft): Promise<Grant> {
    const key = await this.folded(asked);
    await this.get(caller, key);
    await this.writer.write(caller, key, draft);
    return this.get(caller, key);
  }

  /**
   * On an organization the membership stays, without rights over cameras.
   * @throws DomainError object.not-found (grant); organization.forbidden, object.forbidden
   */
  async remove(caller: Caller, asked: GrantKey): Promise<void> {
    const key = await this.folded(asked);
    await this.get(caller, key);
    await this.writer.remove(caller, key);
  }

  /** @throws DomainError object.invalid (tag) */
  private async folded(key: GrantKey): Promise<GrantKey> {
    if (key.kind !== 'tag') return key;
    const tag = readTag(key.tag) ?? invalid('grant', 'tag');
    const [found] = await this.dataSource.query<{ readonly tag: string }[]>('select folded_name($1) as tag', [tag]);
    return { ...key, tag: found?.tag ?? tag };
  }

  private async find(caller: Caller, { kind, objectId, userId, tag }: GrantKey): Promise<Grant | undefined> {
    const sql = new SqlParameters();
    const from = grantsFor(caller, sql);
    const object = kind === 'tag' ? 'organization' : kind;
    const [found] = await this.dataSource.query<Grant[]>(
      `select ${selectList(columns)} from ${from}
       where g.kind = ${sql.add(kind)} and g.user_id = ${sql.add(userId)}::bigint
         and g.${object}_id = ${sql.add(objectId)}::bigint
         ${tag === undefined ? '' : `and g.tag = ${sql.add(tag)}`}`,
      sql.values,
    );
    return found;
  }
}

/** `<kind>-<object>-<user>`, on a tag with `-<tag>` behind it. */
function idOf({ kind, objectId, userId, tag }: GrantKey): string {
  return `${kind}-${objectId}-${userId}${tag === undefined ? '' : `-${tag}`}`;
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
      null::integer as folder_id, null::integer as organization_id, null::text as tag, p.can_view, p.can_view_dvr, p.can_use_ptz,
      false as can_edit, p.dvr_depth_limit, p.valid_from, p.valid_until
    from camera_permissions p join cameras c on c.id = p.camera_id where p.user_id = ${me} or ${ofCameras}
    union all
    select 'folder-' || p.folder_id || '-' || p.user_id, 'folder', p.user_id, null, p.folder_id, null, null, p.can_view,
      p.can_view_dvr, p.can_use_ptz, false, p.dvr_depth_limit, p.valid_from, p.valid_until
    from folder_permissions p join folders f on f.id = p.folder_id
    where p.user_id = ${me} or ${all} or f.organization_id = any(${ofUsers})
    union all
    select 'tag-' || p.organization_id || '-' || p.user_id || '-' || p.tag, 'tag', p.user_id, null, null,
      p.organization_id, p.tag, p.can_view, p.can_view_dvr, p.can_use_ptz, false, p.dvr_depth_limit, p.valid_from,
      p.valid_until
    from tag_permissions p where p.user_id = ${me} or ${all} or p.organization_id = any(${ofUsers})
    union all
    select 'organization-' || m.organization_id || '-' || m.user_id, 'organization', m.user_id, null, null,
      m.organization_id, null, ${views}, ${views}, ${edits}, ${edits}, 0, m.valid_from,
      m.valid_until
    from memberships m join organizations o on o.id = m.organization_id
    where (${views} or m.can_edit_streams)
      and (m.user_id = ${me} or ${all} or m.organization_id = any(${ofUsers}))
  ) g`;
}
