import { createHash } from 'node:crypto';
import type { CameraDraft } from '../camera.js';
import type { CameraValues } from './camera-values.js';

/**
 * A short hash of every field that is not empty, by which a later change of it is recognised. A hash of a sealed text says nothing
 * about the secret: the text is another at every sealing.
 */
export type FieldMarks = Readonly<Record<string, string>>;

/** What a source last said about a camera. */
export interface LastSet {
  readonly source: string | null;
  readonly marks: FieldMarks;
}

type Values = Readonly<Record<string, unknown>>;

/** Never of a file; the registry fills them in. */
const unmarked: ReadonlySet<string> = new Set(['name', 'organizationId', 'folderId']);
/** Fields that mean something together only: where one of them was changed by hand, all stay. */
const groups: readonly (readonly string[])[] = [
  ['latitude', 'longitude'],
  ['streamUrl', 'snapshotUrl', 'inputs', 'credentialsSealed'],
];

export function marksOf(values: CameraValues): FieldMarks {
  const fields = Object.entries(values).filter(([field, value]) => !unmarked.has(field) && !isEmpty(value));
  return Object.fromEntries(fields.map(([field, value]) => [field, markOf(field, value)]));
}

/** The fields that are not as they were when the marks were made. */
export function changedSince(marks: FieldMarks, now: FieldMarks): ReadonlySet<string> {
  const fields = Object.keys({ ...marks, ...now });
  return new Set(fields.filter((field) => marks[field] !== now[field] && !isResealed(field, marks[field], now[field])));
}

/** Of fields that a source would change those that stay, because somebody has changed them, or what they belong to. */
export function keptFields(changing: readonly string[], byHand: ReadonlySet<string>): readonly string[] {
  return changing.filter((field) => byHand.has(field) || groupOf(field).some((other) => byHand.has(other)));
}

/** A draft without fields that stay, and without what belongs to them. */
export function withoutKept(draft: CameraDraft, kept: readonly string[]): CameraDraft {
  const left = new Set(kept.flatMap((field) => [field, ...groupOf(field)]));
  return Object.fromEntries(Object.entries(draft).filter(([field]) => !left.has(field)));
}

/**
 * The marks of a camera after a row: what somebody changed by hand, and the row neither wrote nor named, keeps the mark of what its
 * source last said.
 */
export function marksAfter(
  after: FieldMarks,
  last: FieldMarks,
  byHand: ReadonlySet<string>,
  row: { readonly draft: Values; readonly written: Values; readonly kept: readonly string[] },
): FieldMarks {
  const stays = (field: string): boolean =>
    byHand.has(field) && !(field in row.written) && (row.kept.includes(field) || row.draft[field] === undefined);
  const fresh = Object.entries(after).filter(([field]) => !stays(field));
  return Object.fromEntries([...fresh, ...Object.entries(last).filter(([field]) => stays(field))]);
}

function groupOf(field: string): readonly string[] {
  return groups.find((group) => group.includes(field)) ?? [];
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (value instanceof Object && Object.keys(value).length === 0);
}

function markOf(field: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(ordered(value));
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 12);
  // The second part of a sealed text names the master secret.
  return field === 'credentialsSealed' ? `${text.split('.')[1] ?? ''}.${hash}` : hash;
}

/** Sealing under another master secret changes the text and nothing else. */
function isResealed(field: string, mark: string | undefined, now: string | undefined): boolean {
  if (field !== 'credentialsSealed' || mark === undefined || now === undefined) return false;
  return mark.split('.')[0] !== now.split('.')[0];
}

/** PostgreSQL keeps the keys of JSON in an order of its own. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!(value instanceof Object)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, ordered(one)]));
}
