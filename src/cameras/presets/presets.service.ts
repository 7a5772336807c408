import { DomainError } from '#errors';
import { visibleOrganizations, visibleCameras } from '#access';
import { AuditLogService } from '#audit';
import { auditName, type Caller, isSuperuser } from '#auth';
import { Clock } from '#config';
import { type Page } from '#lists';
import { type ListPage, type ListQuery, ListsService, type Scope, SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { editorNameOf } from '../writing/editor-name.js';
import type { Preset, PresetDraft, PresetField } from './preset.js';
import { PresetSecrets } from './preset-secrets.js';
import { presetColumns, type PresetRow, presetSelection, presetSource } from './preset-source.js';
import { type PresetValues, settlePreset } from './preset-values.js';

// Any constant will do: of those who make a preset the default one, each waits for the one before.
const defaultLock = 4_207_538;

/**
 * Presets: superusers make and change them, organizations use those that were given to them, and the default one is
 * everybody's. Whoever has to do with an organization sees its presets.
 */
@Injectable()
export class PresetsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly audit: AuditLogService,
    private readonly clock: Clock,
    private readonly secrets: PresetSecrets,
  ) {}

  /**
   * @param organizationId only those given to it, and the default one; a deleted one is seen by superusers only
   * @throws DomainError
   */
  async list(
    caller: Caller,
    query: ListQuery<PresetField>,
    page: Page,
    organizationId?: number,
  ): Promise<ListPage<Preset>> {
    const found = await this.lists.page<PresetField, PresetRow>(
      presetSource,
      presetColumns,
      seenBy(caller, organizationId),
      query,
      page,
    );
    return { ...found, items: await this.counted(caller, found.items) };
  }

  /** @throws DomainError */
  async count(caller: Caller, query: ListQuery<PresetField>, organizationId?: number): Promise<number> {
    return this.lists.count(presetSource, seenBy(caller, organizationId), query);
  }

  /** @throws DomainError object.not-found (preset) */
  async get(caller: Caller, id: number): Promise<Preset> {
    const [preset] = await this.counted(caller, [await this.find(this.dataSource.manager, caller, id)]);
    return preset ?? missing(id);
  }

  /** By id, for the presets of cameras that the caller sees. */
  async titles(
    ids: readonly number[],
  ): Promise<ReadonlyMap<number, Pick<Preset, 'id' | 'title' | 'isAdjustable' | 'isDefault' | 'dvr'>>> {
    if (ids.length === 0) return new Map();
    const rows = await this.dataSource.query<PresetRow[]>(
      `select ${presetSelection} from presets p where p.id = any($1::integer[]) order by p.id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** @throws DomainError object.forbidden, object.invalid (field) */
  async create(caller: Caller, draft: PresetDraft): Promise<Preset> {
    assertSuperuser(caller);
    const values = settlePreset(undefined, draft);
    const id = await this.dataSource.transaction(async (manager) => {
      if (values.isDefault) await claimDefault(manager);
      const [row] = await manager.query<{ id: number }[]>(
        `insert into presets
           (title, dvr, is_adjustable, is_default, created_at, updated_at, updated_by)
         values ($1, $2::jsonb, $3, $4, $5, $5, $6) returning id`,
        [...parametersOf(values), this.clock.now(), editorNameOf(caller)],
      );
      const made = row?.id ?? 0;
      await this.secrets.write(manager, made, values);
      return made;
    });
    this.note(caller, id, 'created');
    return this.get(caller, id);
  }

  /** @throws DomainError object.not-found, object.forbidden, object.invalid */
  async update(caller: Caller, id: number, change: PresetDraft): Promise<Preset> {
    await this.assertManaged(caller, id);
    await this.dataSource.transaction(async (manager) => {
      if (change.isDefault) await claimDefault(manager, id);
      const before = await this.find(manager, caller, id, 'for update of p');
      // Nobody gets a deleted preset any more, least of all everybody.
      if (before.deletedAt !== null) missing(id);
      // The border where our own stored JSON is JSON again.
      const values = settlePreset(before as PresetRow & PresetValues, change);
      await manager.query(
        `update presets set title = $1, dvr = $2::jsonb,
           is_adjustable = $3, is_default = $4, updated_at = $5, updated_by = $6 where id = $7`,
        [...parametersOf(values), this.clock.now(), editorNameOf(caller), id],
      );
      await this.secrets.write(manager, id, values);
    });
    this.note(caller, id, 'changed');
    return this.get(caller, id);
  }

  /**
   * Soft: cameras that have it keep it; organizations and new cameras do not get it any more.
   * @throws DomainError object.not-found, object.forbidden
   */
  async remove(caller: Caller, id: number): Promise<void> {
    await this.assertManaged(caller, id);
    await this.dataSource.transaction(async (manager) => {
      const [, removed] = await manager.query<[unknown, number]>(
        `update presets set deleted_at = $2, is_default = false, updated_at = $2, updated_by = $3
         where id = $1 and deleted_at is null`,
        [id, this.clock.now(), editorNameOf(caller)],
      );
      if (removed === 0) missing(id);
      // After the preset's lock: who gave it to an organization meanwhile has come before or comes too late.
      await manager.query('delete from organization_presets where preset_id = $1', [id]);
    });
    this.note(caller, id, 'deleted');
  }

  /** Gives it to an organization; idempotent. @throws DomainError object.not-found (preset, organization), object.forbidden */
  async assign(caller: Caller, organizationId: number, id: number): Promise<void> {
    await this.assertManaged(caller, id);
    await this.assertOrganization(organizationId);
    // Whoever deletes the preset meanwhile comes before or after.
    const rows = await this.dataSource.query<unknown[]>(
      `with live as (select p.id from presets p where p.id = $2 and p.deleted_at is null for share of p),
         given as (insert into organization_presets (organization_id, preset_id) select $1, live.id from live
           on conflict do nothing)
       select from live`,
      [organizationId, id],
    );
    if (rows.length === 0) missing(id);
    this.note(caller, id, `given to organization ${organizationId}`);
  }

  /** @throws DomainError object.not-found (preset, organization), object.forbidden */
  async unassign(caller: Caller, organizationId: number, id: number): Promise<void> {
    await this.assertManaged(caller, id);
    const [, removed] = await this.dataSource.query<[unknown, number]>(
      'delete from organization_presets where organization_id = $1 and preset_id = $2',
      [organizationId, id],
    );
    if (removed === 0) missing(id);
    this.note(caller, id, `taken from organization ${organizationId}`);
  }

  private async find(manager: EntityManager, caller: Caller, id: number, lock = ''): Promise<PresetRow> {
    const sql = new SqlParameters();
    const seen = seenBy(caller)(sql);
    const [row] = await manager.query<PresetRow[]>(
      `select ${presetSelection} from presets p where p.id = ${sql.add(id)}::bigint and ${seen} ${lock}`,
      sql.values,
    );
    return row ?? missing(id);
  }

  /** How many cameras that the caller sees have it, and how many organizations that they know. */
  private async counted(caller: Caller, rows: readonly PresetRow[]): Promise<readonly Preset[]> {
    if (rows.length === 0) return [];
    const sql = new SqlParameters();
    const ids = sql.add(rows.map(({ id }) => id));
    const counts = await this.dataSource.query<Pick<Preset, 'id' | 'cameraCount' | 'organizationCount'>[]>(
      `select p.id,
         (select count(*)::integer from cameras c where c.preset_id = p.id and ${visibleCameras(caller, sql)})
           as "cameraCount",
         (select count(*)::integer from organization_presets op join organizations o on o.id = op.organization_id
           where op.preset_id = p.id and ${visibleOrganizations(caller, sql)}) as "organizationCount"
       from unnest(${ids}::integer[]) p (id)`,
      sql.values,
    );
    const byId = new Map(counts.map((count) => [count.id, count]));
    return rows.map((row) => ({ ...row, cameraCount: 0, organizationCount: 0, ...byId.get(row.id) }));
  }

  /** What is hidden is missing; what is seen is not everybody's to change. */
  private async assertManaged(caller: Caller, id: number): Promise<void> {
    await this.find(this.dataSource.manager, caller, id);
    assertSuperuser(caller);
  }

  private async assertOrganization(id: number): Promise<void> {
    const rows = await this.dataSource.query<unknown[]>('select from organizations where id = $1::bigint', [id]);
    if (rows.length === 0) throw new DomainError('object.not-found', `organization ${id}`, { object: 'organization' });
  }

  private note(caller: Caller, id: number, reason: string): void {
    this.audit.record({ event: 'settings_changed', actor: auditName(caller), subject: `preset:${id}`, reason });
  }
}

/** An organization may use those that were given to it, and the default one, which is everybody's (GO25). */
function seenBy(caller: Caller, organizationId?: number): Scope {
  return (sql) => {
    const live = isSuperuser(caller) ? 'true' : 'p.deleted_at is null';
    if (organizationId === undefined && isSuperuser(caller)) return live;
    const known = visibleOrganizations(caller, sql);
    const given = `select from organization_presets op join organizations o on o.id = op.organization_id
      where op.preset_id = p.id and ${known}`;
    if (organizationId === undefined) return `(${live} and (p.is_default or exists (${given})))`;
    const id = `${sql.add(organizationId)}::bigint`;
    return `(${live} and exists (select from organizations o where o.id = ${id} and ${known})
      and (p.is_default or exists (${given} and op.organization_id = ${id})))`;
  };
}

async function claimDefault(manager: EntityManager, id?: number): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [defaultLock]);
  await manager.query('update presets set is_default = false where is_default and id is distinct from $1', [
    id ?? null,
  ]);
}

/** All but the free JSON, which goes through what keeps its secrets. */
function parametersOf({ title, dvr, isAdjustable, isDefault }: PresetValues): readonly unknown[] {
  return [title, dvr === null ? null : JSON.stringify(dvr), isAdjustable, isDefault];
}

function assertSuperuser(caller: Caller): void {
  if (!isSuperuser(caller))
    throw new DomainError('object.forbidden', 'presets are for superusers', { object: 'preset' });
}

function missing(id: number): never {
  throw new DomainError('object.not-found', `preset ${id}`, { object: 'preset' });
}
