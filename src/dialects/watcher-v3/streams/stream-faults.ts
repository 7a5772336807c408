import { hasCode } from '#errors';
import { InputError } from '../../http/input.error.js';

/** Where a stream has what the core calls otherwise. */
const places: Readonly<Record<string, string>> = {
  description: 'comment',
  enabled: 'disabled',
  latitude: 'coordinates.latitude',
  longitude: 'coordinates.longitude',
  organizationId: 'organization.id',
  presetId: 'preset.id',
  streamUrl: 'inputs',
  snapshotUrl: 'inputs',
  'media.dvr.expirationSeconds': 'dvr.expiration',
  'media.dvr.episodesExpirationSeconds': 'dvr.episodes_expiration',
  'media.dvr.storageLimitBytes': 'dvr.storage_limit',
};

/** Where the fault lies in a stream of v3, in dotted form. */
export function placeOfFault(field: string): string {
  if (Object.hasOwn(places, field)) return places[field] ?? field;
  return field.replace(/^media\./, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Does a write, and says of a value that the core cannot hold where it stands in the body.
 * @param within dotted path of the stream in the body
 * @throws InputError invalid_value, whatever else the write throws
 */
export async function withFaults<T>(write: () => Promise<T>, within = ''): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!hasCode(error, 'camera.invalid') || error.context.field === undefined) throw error;
    const place = [within, placeOfFault(error.context.field)].filter((part) => part !== '').join('.');
    throw InputError.at(place, 'invalid_value', `${place} cannot have this value.`);
  }
}
