import type { CameraInput, CameraMedia } from '../camera-media.js';
import type { JsonObject } from '../json-value.js';
import { mask, type Masked, unmask } from './mask.js';
import type { Known, SecretLocation } from './secret-location.js';

/** The texts of a camera in which a secret may stand. */
export const secretTexts = [
  'streamUrl',
  'snapshotUrl',
  'pageUrl',
  'sourceUrl',
  'imagePath',
  'videoPath',
  'referenceLogo',
  'referenceUrl',
  'description',
  'attribution',
  'title',
  'brand',
  'model',
  'city',
  'state',
  'source',
  'externalId',
  'license',
  'direction',
  'timezoneCode',
  'timezoneName',
] as const;
type Texts = { readonly [K in (typeof secretTexts)[number]]?: string | null | undefined };

/** The parts of a camera that may hold secrets. */
export interface SecretBearing extends Texts {
  readonly ip?: string | null | undefined;
  readonly port?: number | null | undefined;
  readonly inputs?: readonly CameraInput[] | null | undefined;
  readonly media?: CameraMedia | undefined;
}

/** The texts of a camera in which a secret may stand, without its other fields. */
export function textsOf<T extends Texts>(camera: T): Pick<T, keyof Texts> {
  // The border where fields that were picked by name are these fields.
  return Object.fromEntries(secretTexts.map((field) => [field, camera[field]]));
}

/** Those of them that a draft has, with their new values. */
export function givenTextsOf<T extends Texts>(draft: Texts, values: T): Partial<Pick<T, keyof Texts>> {
  const given = secretTexts.filter((field) => draft[field] !== undefined);
  // The border where fields that were picked by name are these fields.
  return Object.fromEntries(given.map((field) => [field, values[field]]));
}

/** Takes the secrets out of a camera's values. Its paths belong to its address. */
export function maskCamera<T extends SecretBearing>(camera: T, known: Known): Masked<Omit<T, 'ip' | 'port'>> {
  const { ip, port, ...values } = camera;
  const locations: SecretLocation[] = [];
  const address =
    ip === null || ip === undefined ? undefined : `http://${ip.includes(':') ? `[${ip}]` : ip}:${port ?? 80}/`;
  const entries = Object.entries(values).map(([field, value]) => {
    if (value === null || value === undefined) return [field, value];
    const url = field === 'imagePath' || field === 'videoPath' ? address : undefined;
    // The border where inputs and media are the JSON that they are.
    const { masked, locations: found } = mask(value as string | JsonObject, known, field, url);
    locations.push(...found);
    return [field, masked];
  });
  return {
    // The border where the same fields have values of the same types.
    masked: Object.fromEntries(entries) as Omit<T, 'ip' | 'port'>,
    // The database orders the keys of JSON in its own way; sorted, equal values stay equal.
    locations: locations.toSorted((a, b) => (a.at < b.at ? -1 : 1)),
  };
}

/** A camera with its secrets put back. */
export function unmaskCamera<T extends SecretBearing>(camera: T, locations: readonly SecretLocation[]): T {
  const opened = Object.entries(camera).map(([field, value]) =>
    // The border where inputs and media are the JSON that they are.
    [field, value === null || value === undefined ? value : unmask(value as string | JsonObject, locations, field)],
  );
  // The border where the same fields have values of the same types.
  return Object.fromEntries(opened) as T;
}
