import type { AuditEvent } from '#audit';
import { DomainError } from '#errors';
import { CameraRightsService } from '#access';
import { type Caller, administersCameras } from '#auth';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CameraDraft } from '../camera.js';
import { type Place, Places } from '../places/places.js';
import { splitInput, splitUrls } from '../secrets/camera-secrets.js';
import { withoutSecrets } from '../secrets/mask.js';
import { givenTextsOf, maskCamera, textsOf } from '../secrets/mask-camera.js';
import { SealedCredentials } from '../secrets/sealed-credentials.js';
import { nameFrom } from './camera-name.js';
import { isElsewhere, kindOf, missingFor, prepareProtocol, prepareReach } from './camera-reach.js';
import { type CameraValues, type StoredCamera, unknownValues, valuesOf } from './camera-values.js';
import { checkField, draftFields } from './field-rules.js';
import { prepareMedia } from './media-rules.js';

/** Whose write it is, and the transaction that it happens in. */
export interface WriteScope {
  readonly manager: EntityManager;
  readonly caller: Caller;
  readonly lookups: Lookups;
  /** What the transaction does, for the audit log. */
  readonly events: AuditEvent[];
}

/** What was looked up in one transaction, so that a batch asks once. */
export class Lookups {
  readonly folders = new Map<string, number>();
  readonly presets = new Map<string, UsablePreset | undefined>();
}

interface UsablePreset {
  readonly id: number;
  readonly isAdjustable: boolean;
}

export interface PreparationOptions {
  /** What the draft leaves out is cleared; without this it stays. */
  readonly reset?: boolean;
  /** The draft is complete: nothing is filled in from the position. */
  readonly complete?: boolean;
}

/** A draft whose values are of the right form, one by one. */
type CheckedDraft = Partial<{ readonly [K in keyof CameraDraft]: CameraDraft[K] }>;

/** What the steps of a preparation have in common. */
interface Preparation extends PreparationOptions {
  /** The values that hold where the draft leaves something out. */
  readonly start: CameraValues;
  readonly draft: CheckedDraft;
  readonly stored?: StoredCamera;
  /** The preset decides how the camera is recorded and analysed: what the draft has of it is ignored. */
  readonly fixed: boolean;
}

const placeFields = ['latitude', 'longitude', 'country', 'city', 'state', 'timezone'] as const;
const largestId = 2_147_483_647;

/**
 * Turns drafts into the values that are stored: checked, completed from the position, with credentials sealed, in a folder
 * and with a preset that the camera may have.
 */
@Injectable()
export class CameraPreparer {
  constructor(
    private readonly rights: CameraRightsService,
    private readonly places: Places,
    private readonly credentials: SealedCredentials,
  ) {}

  /**
   * The values of a new camera. One whose draft names no preset gets the default one.
   * @throws DomainError camera.invalid with the field; object.not-found (preset, folder)
   */
  async prepareNew(
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
    const checked = checkDraft({ ...draft, presetId: preset?.id ?? draft.presetId });
    const name = checked.name ?? nameFrom(withoutSecrets(checked.title ?? null));
    const start = { ...unknownValues, kind: 'non_ip' as const, credentialsSealed: null, name, organizationId };
    const values = await this.complete({
      ...options,
      start,
      draft: { ...checked, organizationId },
      fixed: isFixed(preset),
    });
    return values.folderId === null ? values : this.inFolder(scope, values);
  }

  /**
   * The values of a camera after a change. Its name never changes.
   * @throws DomainError camera.invalid with the field; object.not-found (preset, folder)
   */
  async prepareChange(
    scope: WriteScope,
    stored: StoredCamera,
    draft: CameraDraft,
    options: PreparationOptions = {},
  ): Promise<CameraValues> {
    const preset = await this.presetAfter(scope, stored, draft, options);
    const checked = checkDraft(draft);
    const before = valuesOf(stored);
    if (checked.name !== undefined && checked.name !== before.name)
      throw new DomainError('camera.invalid', 'a name never changes', { field: 'name' });
    const { name, cameraId, legacyCameraId, organizationId, folderId, kind, credentialsSealed, tags } = before;
    const kept = options.reset
      ? { ...unknownValues, name, cameraId, legacyCameraId, organizationId, folderId, kind, credentialsSealed, tags }
      : before;
    // A camera that moves to another organization goes to its root, unless the draft names a folder.
    const moves = (checked.organizationId ?? organizationId) !== organizationId;
    const start = moves ? { ...kept, folderId: null } : kept;
    const values = await this.complete({ ...options, start, draft: checked, stored, fixed: isFixed(preset) });
    const stays = values.folderId === folderId && values.organizationId === organizationId;
    return stays ? values : this.inFolder(scope, values);
  }

  /** The preset after a change; looked up only where it is new or decides about what the draft has. */
  private async presetAfter(
    scope: WriteScope,
    { camera }: StoredCamera,
    draft: CameraDraft,
    options: PreparationOptions,
  ): Promise<UsablePreset | undefined> {
    const presetId = draft.presetId === undefined ? (options.reset ? null : camera.presetId) : draft.presetId;
    if (!isId(presetId)) return undefined;
    if (presetId !== camera.presetId)
      return usablePreset(scope, draft.organizationId ?? camera.organizationId, presetId);
    const matters = draft.media?.dvr !== undefined || draft.media?.vision !== undefined;
    return matters ? anyPreset(scope, presetId) : undefined;
  }

  private async inFolder({ manager, lookups }: WriteScope, values: CameraValues): Promise<CameraValues> {
    const { organizationId, folderId } = values;
    const key = `${organizationId} ${folderId}`;
    const id = lookups.folders.get(key) ?? (await this.rights.folderFor(manager, organizationId, folderId));
    lookups.folders.set(key, id);
    return { ...values, folderId: id };
  }

  private async complete(preparation: Preparation): Promise<CameraValues> {
    const { start, draft, stored, reset = false, complete = false } = preparation;
    const before = stored && valuesOf(stored);
    const { inputs: _inputs, media: _media, ...plain } = draft;
    const merged: CameraValues = { ...start, ...defined(plain), ...this.sources(preparation) };
    checkPosition(merged);
    const place = complete ? {} : await this.place(merged, draft, before);
    const kind = prepareKind(merged, draft, before === undefined || reset);
    const protocol = prepareProtocol(merged, draft.protocol, reset ? undefined : before);
    return { ...merged, ...place, ...outdatedNames({ ...merged, ...place }, draft, before), kind, protocol };
  }

  /** Where the media come from and the settings of media servers, with their secrets sealed. */
  private sources({ start, draft, stored, reset = false, fixed }: Preparation): Partial<CameraValues> {
    const inputs = draft.inputs?.map(splitInput);
    const merged = { ...start, ...defined(draft), inputs: start.inputs };
    // The media as the client saw them are compared with only while the preset stays.
    const presetStays = !reset && merged.presetId === stored?.camera.presetId;
    const media = prepareMedia(start.media, draft.media, presetStays ? stored?.camera.media : undefined, fixed);
    const split = splitUrls(merged, inputs?.[0]?.secret.credentials);
    const sealed = this.credentials.locations(start.name, start.credentialsSealed);
    const given = maskCamera(
      {
        ...givenTextsOf(draft, { ...merged, ...split.urls }),
        ip: merged.ip,
        port: merged.port,
        inputs: inputs?.map(({ input }) => input),
      },
      [sealed],
    );
    const urls = { ...split.urls, ...given.masked };
    const before = stored && valuesOf(stored);
    const reach = prepareReach(
      { ...merged, ...urls, inputs: merged.inputs },
      draft.inputs === null ? null : given.masked.inputs,
      before,
      { ip: isGiven(draft.ip), snapshotUrl: isGiven(draft.snapshotUrl) },
    );
    const secrets = inputs?.map(({ secret }) => secret) ?? reach.inputs?.map(({ url }) => ({ url })) ?? [];
    const [first, ...others] = secrets;
    const all = maskCamera({ ...textsOf(merged), ...urls, ...reach, media: media.media }, [given.locations, sealed]);
    const credentialsSealed = this.credentials.update(
      start.name,
      { urls: { ...split.urls, ...all.masked }, credentials: split.credentials },
      { first, others: [...others, ...media.secrets], locations: all.locations },
      before && { ...before, firstUrl: stored.camera.inputs[0]?.url, sealed: before.credentialsSealed },
    );
    // Another source without a protocol beside it: the old protocol says nothing about it.
    const forgetsProtocol = inputs && before && draft.protocol === undefined && isElsewhere(reach, before);
    return { ...reach, ...all.masked, credentialsSealed, ...(forgetsProtocol ? { protocol: null } : {}) };
  }

  /**
   * The country always follows the position; city, state and time zone only where the draft has none. Values that were
   * filled in from the old position follow a camera that moves; values that somebody set stay.
   */
  private async place(
    merged: CameraValues,
    draft: CheckedDraft,
    before: CameraValues | undefined,
  ): Promise<Partial<CameraValues>> {
    const { latitude, longitude } = merged;
    if (latitude === null || longitude === null) return {};
    if (before && !placeFields.some((field) => merged[field] !== before[field] || draft[field] !== undefined))
      return {};
    const found = await this.places.locate({ latitude, longitude });
    const moved = before !== undefined && (before.latitude !== latitude || before.longitude !== longitude);
    const filledIn = moved ? await this.placeBefore(before) : undefined;
    const prepared = (field: keyof Place): string | null => {
      const given = draft[field] ?? null;
      if (given !== null) return given;
      const kept = filledIn && filledIn[field] === merged[field] ? null : merged[field];
      return kept ?? found[field];
    };
    return {
      country: found.country ?? prepared('country'),
      city: prepared('city'),
      state: prepared('state'),
      timezone: prepared('timezone'),
    };
  }

  private async placeBefore({ latitude, longitude }: CameraValues): Promise<Place | undefined> {
    return latitude === null || longitude === null ? undefined : this.places.locate({ latitude, longitude });
  }
}

function checkDraft(draft: CameraDraft): CheckedDraft {
  const given = draftFields.filter((field) => draft[field] !== undefined);
  // Values that were checked one by one are fields of their types.
  return Object.fromEntries(given.map((field) => [field, checkField(field, draft[field])]));
}

/** Other names of the time zone are cleared when it changes, unless the draft has them. */
function outdatedNames(
  { timezone }: Pick<CameraValues, 'timezone'>,
  draft: CheckedDraft,
  before: CameraValues | undefined,
): Partial<CameraValues> {
  if (!before || before.timezone === null || before.timezone === timezone) return {};
  const names = ['timezoneName', 'timezoneCode', 'utcOffsetSeconds'] as const;
  return Object.fromEntries(names.filter((field) => draft[field] === undefined).map((field) => [field, null]));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Without the keys whose value is undefined, which would overwrite. */
function defined(draft: CheckedDraft): Partial<CameraValues> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

function checkPosition(values: CameraValues): void {
  if ((values.latitude === null) !== (values.longitude === null))
    throw new DomainError('camera.invalid', 'a position has both', {
      field: values.latitude === null ? 'latitude' : 'longitude',
    });
}

/** A kind that the draft names must fit; otherwise it follows what the camera has become. */
function prepareKind(values: CameraValues, draft: CheckedDraft, fresh: boolean): CameraValues['kind'] {
  const missing = missingFor(values.kind, values);
  if (draft.kind !== undefined && missing !== undefined)
    throw new DomainError('camera.invalid', `${values.kind} needs ${missing}`, { field: missing });
  if (draft.kind !== undefined) return values.kind;
  return fresh || missing !== undefined || typeof draft.ip === 'string' ? kindOf(values) : values.kind;
}

/** Whatever else it is, the check of the draft refuses it. */
function isId(id: number | null | undefined): id is number {
  return Number.isInteger(id) && Number(id) > 0 && Number(id) <= largestId;
}

function isFixed(preset: UsablePreset | undefined): boolean {
  return preset?.isAdjustable === false;
}

/** A preset that the caller may give to a camera: superusers any, others those of the organization and the default one. */
async function usablePreset(scope: WriteScope, organizationId: number, id: number): Promise<UsablePreset> {
  const preset = await presetWhere(
    scope,
    `${organizationId} ${id}`,
    `p.id = $1 and p.deleted_at is null and ($2 or p.is_default or exists (
      select from organization_presets op where op.preset_id = p.id and op.organization_id = $3))`,
    [id, administersCameras(scope.caller), organizationId],
  );
  if (!preset) throw new DomainError('object.not-found', `preset ${id}`, { field: 'presetId', object: 'preset' });
  return preset;
}

async function defaultPreset(scope: WriteScope): Promise<UsablePreset | undefined> {
  return presetWhere(scope, 'default', 'p.is_default', []);
}

async function anyPreset(scope: WriteScope, id: number): Promise<UsablePreset | undefined> {
  return presetWhere(scope, `any ${id}`, 'p.id = $1', [id]);
}

async function presetWhere(
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
