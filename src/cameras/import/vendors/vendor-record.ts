import { cameraOf, type CameraOfRow, isRecord } from '../camera-row.js';
import { Columns, type RowField } from '../column-names.js';
import { RowProblem } from '../parsed-row.js';

/** A camera of another system's configuration, in our own names. */
export type VendorRecord = Partial<Record<RowField, unknown>>;

/** A key of a configuration, and what it is read as. */
export type VendorKeys = Readonly<Record<string, RowField>>;

/** @throws RowProblem */
export function vendorCamera(record: VendorRecord, warnings: readonly RowProblem[] = []): CameraOfRow {
  const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
  const camera = cameraOf(given, new Columns());
  return { ...camera, warnings: [...warnings, ...camera.warnings] };
}

/** Notes which keys of a configuration are taken and which are not. @param prefix of the keys, with its dot */
export function noteKeys(
  item: Readonly<Record<string, unknown>>,
  keys: VendorKeys,
  columns: Columns,
  prefix = '',
  silent: readonly string[] = [],
): void {
  for (const key of Object.keys(item)) {
    const field = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (field !== undefined) columns.note(prefix + key, field);
    else if (!silent.includes(key)) columns.ignore(prefix + key);
  }
}

export function textAt(item: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = item[key];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

export function recordAt(item: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const value = item[key];
  return isRecord(value) ? value : {};
}

/** A number that stands for nothing where it is 0, as ZoneMinder's. */
export function numberAt(item: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const value = item[key];
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number !== 0 ? number : undefined;
}
