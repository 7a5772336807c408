import type { CameraOnWire } from '../dialects/rest/camera.wire.js';
import { didYouMean } from '../dialects/http/similar-name.js';
import { printable } from './answer.js';

export type FieldValue = string | number | boolean | null | readonly string[];
/** A camera without objects in it, under the names that REST's CSV and imports have. */
export type FlatCamera = Readonly<Record<string, FieldValue>>;

export function flatCamera({ location, resolution, streams, ...others }: CameraOnWire): FlatCamera {
  return {
    ...others,
    latitude: location?.latitude ?? null,
    longitude: location?.longitude ?? null,
    resolution_width: resolution?.width ?? null,
    resolution_height: resolution?.height ?? null,
    snapshot_url: streams.snapshot_url,
    stream_url: streams.stream_url,
    page_url: streams.page_url,
    protocol: streams.protocol,
  };
}

/** A value as people read it, on one line. */
export function shownValue(value: FieldValue): string {
  if (value === null || value === '' || (typeof value === 'object' && value.length === 0)) return '-';
  return printable(typeof value === 'object' ? value.join(', ') : String(value));
}

export interface FieldChange {
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** Which fields differ; each change has another version, which says nothing. */
export function changesBetween(before: CameraOnWire, after: CameraOnWire): ReadonlyMap<string, FieldChange> {
  const [old, now] = [flatCamera(before), flatCamera(after)];
  return new Map(
    Object.keys(now)
      .filter((name) => name !== 'version' && name !== 'updated_at')
      .map((name) => [name, { from: old[name] ?? null, to: now[name] ?? null }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
  );
}

type Reading = 'text' | 'number' | 'boolean' | 'list';

/** What can be set: how its value is read, and in which object of REST's body it stands under which name. */
const settable: ReadonlyMap<string, { readonly as: Reading; readonly within?: string; readonly key?: string }> =
  new Map(
    Object.entries({
      title: { as: 'text' },
      description: { as: 'text' },
      kind: { as: 'text' },
      latitude: { as: 'number', within: 'location' },
      longitude: { as: 'number', within: 'location' },
      city: { as: 'text' },
      state: { as: 'text' },
      country: { as: 'text' },
      timezone: { as: 'text' },
      organization_id: { as: 'number' },
      folder_id: { as: 'number' },
      preset_id: { as: 'number' },
      tags: { as: 'list' },
      source: { as: 'text' },
      source_url: { as: 'text' },
      license: { as: 'text' },
      attribution: { as: 'text' },
      resolution_width: { as: 'number', within: 'resolution', key: 'width' },
      resolution_height: { as: 'number', within: 'resolution', key: 'height' },
      frame_rate: { as: 'number' },
      azimuth: { as: 'number' },
      fov: { as: 'number' },
      range: { as: 'number' },
      enabled: { as: 'boolean' },
      snapshot_url: { as: 'text', within: 'streams' },
      stream_url: { as: 'text', within: 'streams' },
      page_url: { as: 'text', within: 'streams' },
      protocol: { as: 'text', within: 'streams' },
    }),
  );

export const settableFields: readonly string[] = [...settable.keys()];

/** `title=East gate`: the field and what it shall be; the value may be empty and hold further `=`. */
export function splitAssignment(text: string): { readonly name: string; readonly value: string } | string {
  const at = text.indexOf('=');
  const name = at === -1 ? text : text.slice(0, at);
  if (at === -1) return `It must be field=value, not ${printable(text)}.`;
  if (!settable.has(name))
    return `A camera has no field ${printable(name.slice(0, 100))} that can be set.${didYouMean(name, settableFields)}`;
  return { name, value: text.slice(at + 1) };
}

/** Assignments as a body of REST, whose rules check it; an empty value clears. */
export function toBody(assignments: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  const objects = new Map<string, Record<string, unknown>>();
  for (const [name, text] of assignments) {
    const { as, within, key = name } = settable.get(name) ?? { as: 'text' };
    const target = within === undefined ? body : (objects.get(within) ?? {});
    target[key] = text === '' ? null : read(as, text);
    if (within !== undefined) objects.set(within, target);
  }
  for (const [name, object] of objects) {
    const values = Object.values(object);
    const isCleared = name !== 'streams' && values.length === 2 && values.every((value) => value === null);
    body[name] = isCleared ? null : object;
  }
  return body;
}

const numberForm = /^[+-]?(\d{1,17}(\.\d{0,30})?|\.\d{1,30})$/;

/** What is no value of its kind stays a text, which the body's rules refuse. */
function read(as: Reading, text: string): unknown {
  if (as === 'number') return numberForm.test(text) ? Number(text) : text;
  if (as === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return as === 'list' ? toWords(text) : text;
}

/** Words between commas. */
export function toWords(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
