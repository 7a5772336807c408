import { addressedOrganizations } from '#access';
import { type Caller, administersCameras } from '#auth';
import type { ListField, SqlParameters } from '#lists';
import { cameraFields } from './camera-fields.js';
import { effectiveInputs, effectiveMedia } from './effective-fields.js';
import type { CameraViewField } from './search/camera-query.js';

/** Fields from which a camera's address can be read. */
export const addressFields = [
  'ip',
  'port',
  'imagePath',
  'videoPath',
  'snapshotUrl',
  'streamUrl',
  'pageUrl',
  'sourceUrl',
  'inputUrl',
] as const satisfies readonly CameraViewField[];

const addresses: ReadonlySet<string> = new Set(addressFields);

/** Parts of a camera's media from which its address, or that of its controller, can be read. */
const addressedMedia = ['substreamUrl', 'thumbnailsUrl', 'pushes', 'nvrSettings', 'controlPort'];

/**
 * SQL on `cameras c`: whether its address is visible to the caller. The organizations are computed once per statement, in
 * the CTE that `withAddressed` adds, because a list evaluates this for each row and each field.
 */
export const isAddressed = 'c.organization_id = any((select a.ids from addressed a)::integer[])';

/** Whether some cameras' addresses are hidden from a caller. */
export function hidesAddresses(caller: Caller): boolean {
  return !administersCameras(caller);
}

export function isAddressField(field: string): boolean {
  return addresses.has(field);
}

const guardedFields = guardedBy(isAddressed);

/** The fields where `r.addressed` says whether the address is visible: for JSON that several callers are shown. */
export const renderedFields = guardedBy('r.addressed');

/** The fields for callers from whom some addresses are hidden: null where the condition does not hold. */
function guardedBy(condition: string): Readonly<Record<CameraViewField, ListField>> {
  const hidden = addressFields.map((name): [string, ListField] => {
    const { hashedAs: _hash, ...field } = cameraFields[name];
    return [name, { ...field, sql: `(case when ${condition} then ${field.sql} end)`, nullable: true }];
  });
  return { ...cameraFields, ...Object.fromEntries(hidden) };
}

/** The fields of cameras for a caller. @param hides whether some addresses are hidden from them */
export function fieldsFor(hides: boolean): Readonly<Record<CameraViewField, ListField>> {
  return hides ? guardedFields : cameraFields;
}

export const guardedInputs = `case when ${isAddressed} then ${effectiveInputs} else '[]'::jsonb end`;

/** Whether there is a picture stays visible. */
export const guardedMedia = `case when ${isAddressed} then ${effectiveMedia} else
  jsonb_build_object('thumbnails', c.snapshot_url is not null)
    || ((${effectiveMedia}) - array[${addressedMedia.map((part) => `'${part}'`).join(', ')}]) #- '{onvif,url}' #- '{onvif,profile}'
  end`;

/**
 * A condition on an address as it holds for a caller to whom some are hidden: what is hidden is missing.
 * @param condition on the field itself, so that its index serves
 * @param holdsWhereMissing whether it is true of a camera that has none
 */
export function guardedCondition(condition: string, holdsWhereMissing: boolean): string {
  return holdsWhereMissing ? `(${condition} or not ${isAddressed})` : `(${condition} and ${isAddressed})`;
}

/** The statement with what its guards ask for. Its values are bound last, and only where there is a guard. */
export function withAddressed(text: string, caller: Caller, sql: SqlParameters): string {
  if (!text.includes(isAddressed)) return text;
  const organizations = addressedOrganizations(caller, sql) ?? 'select o.id from organizations o';
  const addressed = `with addressed as materialized (select array(${organizations}) as ids)`;
  return text.startsWith('with ') ? `${addressed}, ${text.slice('with '.length)}` : `${addressed} ${text}`;
}
