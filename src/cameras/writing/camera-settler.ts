import { DomainError } from '#errors';
import { CameraRightsService } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CameraDraft } from '../camera.js';
import { CameraPreparer, type PreparationOptions } from './camera-preparer.js';
import type { CameraValues, StoredCamera } from './camera-values.js';

interface UsablePreset {
  readonly id: number;
  readonly isAdjustable: boolean;
}

const largestId = 2_147_483_647;

/** What was looked up in one transaction, so that a batch asks once. */
export class Lookups {
  readonly folders = new Map<string, number>();
  readonly presets = new Map<string, UsablePreset | undefined>();
}

/** Whose write it is, and the transaction that it happens in. */
export interface WriteScope {
  readonly manager: EntityManager;
  readonly caller: Caller;
  readonly lookups: Lookups;
}

/** Prepares what is written where it depends on other rows: the camera's folder and its preset. */
@Injectable()
export class CameraSettler {
  constructor(
    private readonly preparer: CameraPreparer,
    private readonly rights: CameraRightsService,
  ) {}

  /**
   * A new camera. One whose maker names no preset gets the default one.
   * @throws DomainError camera.invalid with the field, object.not-found (preset); object.not-found (folder)
   */
  async fresh(
    scope: WriteScope,
    draft: CameraDraft,
    organizationId: number,
    options: PreparationOptions = {},
  ): Promise<CameraValues> {
    const preset = isId(draft.presetId)
      ? await usablePreset(scope, organizationId, draft.presetId)
      : draft.presetId === undefined
        ? await defaultPreset(scope)
        : undefined;
    const settled = { ...draft, presetId: preset?.id ?? draft.presetId };
    const values = await this.preparer.fresh(settled, organizationId, { ...options, fixed: isFixed(preset) });
    return values.folderId === null ? values : this.inFolder(scope, values);
  }

  /** @throws DomainError camera.invalid with the field, object.not-found (preset); object.not-found (folder) */
  async changed(
    scope: WriteScope,
    stored: StoredCamera,
    draft: CameraDraft,
    options: PreparationOptions = {},
  ): Promise<CameraValues> {
    const { camera } = stored;
    const organizationId = draft.organizationId ?? camera.organizationId;
    const keptPreset = options.reset ? null : camera.presetId;
    const presetId = draft.presetId === undefined ? keptPreset : draft.presetId;
    const matters = draft.media?.dvr !== undefined || draft.media?.vision !== undefined;
    const preset =
      !isId(presetId) || (presetId === camera.presetId && !matters)
        ? undefined
        : presetId === camera.presetId
          ? await anyPreset(scope, presetId)
          : await usablePreset(scope, organizationId, presetId);
    const values = await this.preparer.changed(stored, draft, { ...options, fixed: isFixed(preset) });
    const stays = values.folderId === camera.folderId && values.organizationId === camera.organizationId;
    return stays ? values : this.inFolder(scope, values);
  }

  private async inFolder({ manager, lookups }: WriteScope, values: CameraValues): Promise<CameraValues> {
    const { organizationId, folderId } = values;
    const key = `${organizationId} ${folderId}`;
    const id = lookups.folders.get(key) ?? (await this.rights.folderFor(manager, organizationId, folderId));
    lookups.folders.set(key, id);
    return { ...values, folderId: id };
  }
}

/** What is none is refused when the draft is checked. */
function isId(id: number | null | undefined): id is number {
  return Number.isInteger(id) && Number(id) > 0 && Number(id) <= largestId;
}

function isFixed(preset: UsablePreset | undefined): boolean {
  return preset?.isAdjustable === false;
}

/** One that may be given to a camera: by those who see every organization any, by others what the organization has. */
async function usablePreset(scope: WriteScope, organizationId: number, id: number): Promise<UsablePreset> {
  const preset = await lookedUp(
    scope,
    `${organizationId} ${id}`,
    `p.id = $1 and p.deleted_at is null and ($2 or p.is_default or exists (
       select from organization_presets op where op.preset_id = p.id and op.organization_id = $3))`,
    [id, isSuperuser(scope.caller), organizationId],
  );
  if (!preset) throw new DomainError('object.not-found', `preset ${id}`, { field: 'presetId', object: 'preset' });
  return preset;
}

async function defaultPreset(scope: WriteScope): Promise<UsablePreset | undefined> {
  return lookedUp(scope, 'default', 'p.is_default', []);
}

async function anyPreset(scope: WriteScope, id: number): Promise<UsablePreset | undefined> {
  return lookedUp(scope, `any ${id}`, 'p.id = $1', [id]);
}

async function lookedUp(
  { manager, lookups }: WriteScope,
  key: string,
  condition: string,
  values: readonly unknown[],
): Promise<UsablePreset | undefined> {
  if (!lookups.presets.has(key)) {
    const [preset] = await manager.query<UsablePreset[]>(
      `select p.id, p.is_adjustable as "isAdjustable" from presets p where ${condition}`,
      [...values],
    );
    lookups.presets.set(key, preset);
  }
  return lookups.presets.get(key);
}
