import type { Camera } from '#cameras';
import { requiredStreamFields, type StreamField, streamFields, type StreamSurroundings } from './stream-fields.js';

/** A stream object as it goes over the wire: only fields of the table, missing values left out (OH). */
export type StreamWire = Readonly<Record<string, unknown>>;

/** Turns a camera into a stream object with the chosen fields and the required ones; undefined: all. */
export function toStreamWire(camera: Camera, surroundings: StreamSurroundings, select?: readonly string[]): StreamWire {
  const stream: Record<string, unknown> = {};
  for (const field of streamFields.values()) {
    if (!isSelected(field.path, select)) continue;
    const value = valueOf(field, camera, surroundings);
    if (value !== undefined && value !== null) place(stream, field.path, value);
  }
  return stream;
}

/** Whether a field is chosen: by its own path, or by that of an object it lies in, or of a part of it. */
export function isSelected(path: string, select: readonly string[] | undefined): boolean {
  if (select === undefined || requiredStreamFields.includes(path)) return true;
  return select.some((chosen) => path === chosen || path.startsWith(`${chosen}.`) || chosen.startsWith(`${path}.`));
}

function valueOf(field: StreamField, camera: Camera, surroundings: StreamSurroundings): unknown {
  switch (field.kind) {
    case 'fixed':
      return field.value;
    case 'shown':
      return field.show(camera, surroundings);
    case 'stored': {
      const value = camera[field.field];
      if (field.negated) return value === false;
      return value instanceof Date ? value.getTime() : value;
    }
  }
}

function place(stream: Record<string, unknown>, path: string, value: unknown): void {
  const [first = path, second] = path.split('.');
  if (second === undefined) {
    stream[first] = value;
    return;
  }
  const parent = (stream[first] ??= {});
  // Every parent of a dotted path was made by the line above.
  (parent as Record<string, unknown>)[second] = value;
}
