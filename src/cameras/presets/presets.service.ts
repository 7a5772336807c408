import { DomainError } from '#errors';
import { visibleOrganizations, visibleCameras } from '#access';
import { type AuditEvent, AuditLogService } from '#audit';
import { type Caller, doneBy, isSuperuser } from '#auth';
import { Clock } from '#config';
import { type Page } from '#lists';
import { type ListPage, type ListQuery, ListsService, type Scope, SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, IsNull, Repository } from 'typeorm';
import { editorNameOf } from '../cameras.repository.js';
import type { Preset, PresetDraft, PresetField } from './preset.js';
import { OrganizationPresetEntity } from './organization-preset.entity.js';
import { PresetEntity } from './preset.entity.js';
import { PresetSecrets } from './preset-secrets.js';
import { presetColumns, type PresetRow, presetSelection, presetSource } from './preset-source.js';
import { type PresetValues, preparePreset } from './preset-values.js';

// Any constant will do: writers that make a preset the default one wait for each other.
const defaultLock = 4_207_538;

type PresetSummary = Pick<Preset, 'id' | 'title' | 'isAdjustable' | 'isDefault' | 'dvr'>;
const summaryFields = { id: true, title: true, isAdjustable: true, isDefault: true, dvr: true } as const;

/**
 * Presets: superusers create and change them, organizations use those that were given to them, and every organization
 * the default one. Its presets are visible to everybody who sees an organization.
 */
@Injectable()
export class PresetsService {
  constructor(
    @InjectRepository(PresetEntity) private readonly presets: Repository<PresetEntity>,
    private readonly lists: ListsService,
    private readonly audit: AuditLogService,
    private readonly clock: Clock,
    private readonly secrets: PresetSecrets,
  ) {}

  /**
   * @param organizationId only those given to it, and the default one; a deleted one is visible to superusers only
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
      visibleTo(caller, organizationId),
      query,
      page,
    );
    return { ...found, items: await this.counted(caller, found.items) };
  }

  /** @throws DomainError */
  async count(caller: Caller, query: ListQuery<PresetField>, organizationId?: number): Promise<number> {
    return this.lists.count(presetSource, visibleTo(caller, organizationId), query);
  }

  /** @throws DomainError object.not-found (preset) */
  async get(caller: Caller, id: number): Promise<Preset> {
    const [preset] = await this.counted(caller, [await this.find(this.presets.manager, caller, id)]);
    return preset ?? missing(id);
  }

  /** By id, for the presets of cameras that the caller sees. */
  async titles(ids: readonly number[]): Promise<ReadonlyMap<number, PresetSummary>> {
    if (ids.length === 0) return new Map();
    const rows = await this.presets.find({ where: { id: In([...ids]) }, select: summaryFields, order: { id: 'ASC' } });
    // The border where the row's JSON is what `preparePreset` made of it.
    return new Map(rows.map((row) => [row.id, row as PresetSummary]));
  }

  /** @throws DomainError object.forbidden, object.invalid (field) */
  async create(caller: Caller, draft: PresetDraft): Promise<Preset> {
    assertSuperuser(caller);
    const values = preparePreset(undefined, draft);
    const id = await this.presets.manager.transaction(async (manager) => {
      if (values.isDefault) await claimDefault(manager);
      const [row] = await manager.query<{ id: number }[]>(
        `insert into presets (title, dvr, is_adjustable, is_default, created_at, updated_at, updated_by)
         values ($1, $2::jsonb, $3, $4, $5, $5, $6) returning id`,
        [...parametersOf(values), this.clock.now(), editorNameOf(caller)],
      );
      const created = row?.id ?? 0;
      await this.secrets.write(manager, created, values);
      await this.audit.recordIn(manager, changed(caller, created, 'created'));
      return created;
    });
    return this.get(caller, id);
  }

  /** @throws DomainError object.not-found, object.forbidden, object.invalid */
  async update(caller: Caller, id: number, change: PresetDraft): Promise<Preset> {
    await this.assertManaged(caller, id);
    await this.presets.manager.transaction(async (manager) => {
      if (change.isDefault) await claimDefault(manager, id);
      const before = await this.find(manager, caller, id, 'for update of p');
      // A deleted preset is given to nobody any more, least of all as the default one.
      if (before.deletedAt !== null) missing(id);
      // The border where our own stored JSON is JSON again.
      const values = preparePreset(before as PresetRow & PresetValues, change);
      await manager.query(
        `update presets set title = $1, dvr = $2::jsonb,
           is_adjustable = $3, is_default = $4, updated_at = $5, updated_by = $6 where id = $7`,
        [...parametersOf(values), this.clock.now(), editorNameOf(caller), id],
      );
      await this.secrets.write(manager, id, values);
      await this.audit.recordIn(manager, changed(caller, id, 'changed'));
    });
    return this.get(caller, id);
  }

  /**
   * Marks it as deleted: cameras that have it keep it; organizations and new cameras do not get it any more.
   * @throws DomainError object.not-found, object.forbidden
   */
  async remove(caller: Caller, id: number): Promise<void> {
    await this.assertManaged(caller, id);
    await this.presets.manager.transaction(async (manager) => {
      const now = this.clock.now();
      const { affected } = await manager.update(
        PresetEntity,
        { id, deletedAt: IsNull() },
        { deletedAt: now, isDefault: false, updatedAt: now, updatedBy: editorNameOf(caller) },
      );
      if (affected === 0) missing(id);
      // After the preset's lock: who gives it to an organization meanwhile was before this or finds it deleted.
      await manager.delete(OrganizationPresetEntity, { presetId: id });
      await this.audit.recordIn(manager, changed(caller, id, 'deleted'));
    });
  }

  /** Gives a preset to an organization; idempotent. @throws DomainError object.not-found (preset, organization), object.forbidden */
  async assign(caller: Caller, organizationId: number, id: number): Promise<void> {
    await this.assertManaged(caller, id);
    await this.assertOrganization(organizationId);
    // The lock puts a deletion of the preset meanwhile before or after this statement.
    await this.presets.manager.transaction(async (manager) => {
      const rows = await manager.query<unknown[]>(
        `with live as (select p.id from presets p where p.id = $2 and p.deleted_at is null for share of p),
         given as (insert into organization_presets (organization_id, preset_id) select $1, live.id from live
           on conflict do nothing)
       select from live`,
        [organizationId, id],
      );
      if (rows.length === 0) missing(id);
      await this.audit.recordIn(manager, changed(caller, id, `given to organization ${organizationId}`));
    });
  }

  /** @throws DomainError object.not-found (preset, organization), object.forbidden */
  async unassign(caller: Caller, organizationId: number, id: number): Promise<void> {
    await this.assertManaged(caller, id);
    await this.presets.manager.transaction(async (manager) => {
      const { affected } = await manager.delete(OrganizationPresetEntity, { organizationId, presetId: id });
      if (affected === 0) missing(id);
      await this.audit.recordIn(manager, changed(caller, id, `taken from organization ${organizationId}`));
    });
  }

  private async find(manager: EntityManager, caller: Caller, id: number, lock = ''): Promise<PresetRow> {
    const sql = new SqlParameters();
    const visible = visibleTo(caller)(sql);
    const [row] = await manager.query<PresetRow[]>(
      `select ${presetSelection} from presets p where p.id = ${sql.add(id)}::bigint and ${visible} ${lock}`,
      sql.values,
    );
    return row ?? missing(id);
  }

  /** With how many visible cameras and visible organizations have each. */
  private async counted(caller: Caller, rows: readonly PresetRow[]): Promise<readonly Preset[]> {
    if (rows.length === 0) return [];
    const sql = new SqlParameters();
    const ids = sql.add(rows.map(({ id }) => id));
    const counts = await this.presets.query<Pick<Preset, 'id' | 'cameraCount' | 'organizationCount'>[]>(
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

  /** A hidden preset is missing; a visible one is changed by superusers only. */
  private async assertManaged(caller: Caller, id: number): Promise<void> {
    await this.find(this.presets.manager, caller, id);
    assertSuperuser(caller);
  }

  private async assertOrganization(id: number): Promise<void> {
    const rows = await this.presets.query<unknown[]>('select from organizations where id = $1::bigint', [id]);
    if (rows.length === 0) throw new DomainError('object.not-found', `organization ${id}`, { object: 'organization' });
  }
}

function changed(caller: Caller, id: number, reason: string): AuditEvent {
  return { event: 'settings_changed', ...doneBy(caller), subject: `preset:${id}`, reason };
}

/** An organization may use those that were given to it, and the default one (GO25). */
function visibleTo(caller: Caller, organizationId?: number): Scope {
  return (sql) => {
    const live = isSuperuser(caller) ? 'true' : 'p.deleted_at is null';
    if (organizationId === undefined && isSuperuser(caller)) return live;
    const visible = visibleOrganizations(caller, sql);
    const given = `select from organization_presets op join organizations o on o.id = op.organization_id
      where op.preset_id = p.id and ${visible}`;
    if (organizationId === undefined) return `(${live} and (p.is_default or exists (${given})))`;
    const id = `${sql.add(organizationId)}::bigint`;
    return `(${live} and exists (select from organizations o where o.id = ${id} and ${visible})
      and (p.is_default or exists (${given} and op.organization_id = ${id})))`;
  };
}

async function claimDefault(manager: EntityManager, id?: number): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [defaultLock]);
  await manager.query('update presets set is_default = false where is_default and id is distinct from $1', [
    id ?? null,
  ]);
}

/** All but the free JSON, whose secrets `PresetSecrets` takes out. */
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
