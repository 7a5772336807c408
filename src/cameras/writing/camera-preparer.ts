import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import type { CameraDraft } from '../camera.js';
import type { Place } from '../places/places.js';
import { Places } from '../places/places.js';
import { kindOf, missingFor } from './camera-kind.js';
import { nameFrom } from './camera-name.js';
import { isElsewhere, settleReach } from './camera-inputs.js';
import { splitInput, splitUrls } from '../secrets/camera-secrets.js';
import { withoutSecrets } from '../secrets/mask.js';
import { maskCamera, saidOf, textsOf } from '../secrets/mask-camera.js';
import { type CameraValues, type StoredCamera, unknownValues, valuesOf } from './camera-values.js';
import { checkField, draftFields } from './field-rules.js';
import { prepareProtocol } from './prepare-protocol.js';
import { prepareMedia } from './prepare-media.js';
import { SealedCredentials } from '../secrets/sealed-credentials.js';

export interface PreparationOptions {
  /** What the draft leaves out is cleared instead of kept. */
  readonly reset?: boolean;
  /** The draft says of itself what is known and what not: nothing is filled in from the position. */
  readonly complete?: boolean;
  /** The camera's preset decides how it is recorded and looked at: what the draft says of it is passed over. */
  readonly fixed?: boolean;
}

/** A draft whose values are of the right form, one by one. */
type Checked = Partial<{ readonly [K in keyof CameraDraft]: CameraDraft[K] }>;

/** What the parts of a preparation have in common. */
interface Preparation {
  /** What holds where the draft says nothing. */
  readonly start: CameraValues;
  readonly checked: Checked;
  readonly stored?: StoredCamera;
  readonly options: PreparationOptions;
}

const placeFields = ['latitude', 'longitude', 'country', 'city', 'state', 'timezone'] as const;

/** Makes of what somebody said the values that are stored: checked, completed, with credentials sealed. */
@Injectable()
export class CameraPreparer {
  constructor(
    private readonly places: Places,
    private readonly credentials: SealedCredentials,
  ) {}

  /** @throws DomainError camera.invalid with the field at fault */
  async fresh(draft: CameraDraft, organizationId: number, options: PreparationOptions = {}): Promise<CameraValues> {
    const checked = checkDraft(draft);
    const name = checked.name ?? nameFrom(withoutSecrets(checked.title ?? null));
    const start = { ...unknownValues, kind: 'non_ip' as const, credentialsSealed: null, name, organizationId };
    return this.complete({ start, checked: { ...checked, organizationId }, options });
  }

  /** @throws DomainError camera.invalid with the field at fault; a name is never changed */
  async changed(stored: StoredCamera, change: CameraDraft, options: PreparationOptions = {}): Promise<CameraValues> {
    const checked = checkDraft(change);
    const before = valuesOf(stored);
    if (checked.name !== undefined && checked.name !== before.name)
      throw new DomainError('camera.invalid', 'a name never changes', { field: 'name' });
    const { name, cameraId, legacyCameraId, organizationId, folderId, kind, credentialsSealed } = before;
    const kept = options.reset
      ? { ...unknownValues, name, cameraId, legacyCameraId, organizationId, folderId, kind, credentialsSealed }
      : before;
    // Whoever takes a camera elsewhere and names no folder leaves it in the root.
    const moves = (checked.organizationId ?? organizationId) !== organizationId;
    return this.complete({ start: moves ? { ...kept, folderId: null } : kept, checked, stored, options });
  }

  private async complete({ start, checked, stored, options }: Preparation): Promise<CameraValues> {
    const before = stored && valuesOf(stored);
    const { inputs: _inputs, media: _media, ...plain } = checked;
    const merged: CameraValues = { ...start, ...defined(plain), ...this.sources(start, checked, stored, options) };
    checkTogether(merged);
    const place = options.complete ? {} : await this.place(merged, checked, before);
    const kind = settledKind(merged, checked, before === undefined || options.reset === true);
    const protocol = prepareProtocol(merged, checked.protocol, options.reset ? undefined : before);
    return { ...merged, ...place, ...outdatedWords({ ...merged, ...place }, checked, before), kind, protocol };
  }

  /** Where its media come from, and what is kept about them, with what nobody may see sealed. */
  private sources(
    start: CameraValues,
    checked: Checked,
    stored: StoredCamera | undefined,
    options: PreparationOptions,
  ): Partial<CameraValues> {
    const said = checked.inputs?.map(splitInput);
    const merged = { ...start, ...defined(checked), inputs: start.inputs };
    // What was shown holds on only where the preset stays.
    const stays = options.reset !== true && merged.presetId === stored?.camera.presetId;
    const shown = stays ? stored?.camera.media : undefined;
    const media = prepareMedia(start.media, checked.media, shown, options.fixed ?? false);
    const split = splitUrls(merged, said?.[0]?.secret.credentials);
    const sealed = this.credentials.places(start.name, start.credentialsSealed);
    const fresh = maskCamera(
      {
        ...saidOf(checked, { ...merged, ...split.urls }),
        ip: merged.ip,
        port: merged.port,
        inputs: said?.map(({ input }) => input),
      },
      [sealed],
    );
    const urls = { ...split.urls, ...fresh.shown };
    const before = stored && valuesOf(stored);
    const beside = { ip: isSaid(checked.ip), snapshotUrl: isSaid(checked.snapshotUrl) };
    const list = checked.inputs === null ? null : fresh.shown.inputs;
    const reach = settleReach({ ...merged, ...urls, inputs: merged.inputs }, list, before, beside);
    const secrets = said?.map(({ secret }) => secret) ?? reach.inputs?.map(({ url }) => ({ url })) ?? [];
    const [first, ...others] = secrets;
    const settled = maskCamera({ ...textsOf(merged), ...urls, ...reach, media: media.media }, [fresh.places, sealed]);
    const further = { first, others: [...others, ...media.secrets], places: settled.places };
    const known = before && { ...before, firstUrl: stored.camera.inputs[0]?.url, sealed: before.credentialsSealed };
    const now = { urls: { ...split.urls, ...settled.shown }, credentials: split.credentials };
    const credentialsSealed = this.credentials.keep(start.name, now, further, known);
    // Whoever says another source by its URL alone has not said what it speaks.
    const speaksAnew = said && before && checked.protocol === undefined && isElsewhere(reach, before);
    return { ...reach, ...settled.shown, credentialsSealed, ...(speaksAnew ? { protocol: null } : {}) };
  }

  /**
   * The country always follows the position; city, state and time zone only where nobody said them. What was filled in
   * before follows a camera that moves; what somebody said stays.
   */
  private async place(
    merged: CameraValues,
    checked: Checked,
    before: CameraValues | undefined,
  ): Promise<Partial<CameraValues>> {
    const { latitude, longitude } = merged;
    if (latitude === null || longitude === null) return {};
    if (before && !placeFields.some((field) => merged[field] !== before[field] || checked[field] !== undefined))
      return {};
    const found = await this.places.locate({ latitude, longitude });
    const moved = before !== undefined && (before.latitude !== latitude || before.longitude !== longitude);
    const filled = moved ? await this.filledBefore(before) : undefined;
    const settle = (field: keyof Place): string | null => {
      const said = checked[field] ?? null;
      if (said !== null) return said;
      const kept = filled && filled[field] === merged[field] ? null : merged[field];
      return kept ?? found[field];
    };
    return {
      country: found.country ?? settle('country'),
      city: settle('city'),
      state: settle('state'),
      timezone: settle('timezone'),
    };
  }

  private async filledBefore({ latitude, longitude }: CameraValues): Promise<Place | undefined> {
    return latitude === null || longitude === null ? undefined : this.places.locate({ latitude, longitude });
  }
}

function checkDraft(draft: CameraDraft): Checked {
  const given = draftFields.filter((field) => draft[field] !== undefined);
  // Values that were checked one by one are fields of their types.
  return Object.fromEntries(given.map((field) => [field, checkField(field, draft[field])]));
}

/** What was said of the time zone in other words is gone with it, unless it is said again. */
function outdatedWords(
  { timezone }: Pick<CameraValues, 'timezone'>,
  checked: Checked,
  before: CameraValues | undefined,
): Partial<CameraValues> {
  if (!before || before.timezone === null || before.timezone === timezone) return {};
  const words = ['timezoneName', 'timezoneCode', 'utcOffsetSeconds'] as const;
  return Object.fromEntries(words.filter((field) => checked[field] === undefined).map((field) => [field, null]));
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Without the keys whose value is undefined, which would overwrite. */
function defined(checked: Checked): Partial<CameraValues> {
  return Object.fromEntries(Object.entries(checked).filter(([, value]) => value !== undefined));
}

function checkTogether(values: CameraValues): void {
  if ((values.latitude === null) !== (values.longitude === null))
    throw new DomainError('camera.invalid', 'a position has both', {
      field: values.latitude === null ? 'latitude' : 'longitude',
    });
}

/** The kind that was said must fit; one that nobody said follows what the camera has become. */
function settledKind(values: CameraValues, checked: Checked, fresh: boolean): CameraValues['kind'] {
  const missing = missingFor(values.kind, values);
  if (checked.kind !== undefined && missing !== undefined)
    throw new DomainError('camera.invalid', `${values.kind} needs ${missing}`, { field: missing });
  if (checked.kind !== undefined) return values.kind;
  return fresh || missing !== undefined || typeof checked.ip === 'string' ? kindOf(values) : values.kind;
}
