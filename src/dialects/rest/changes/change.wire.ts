import type { FeedChange, FeedQuestion } from '#cameras';
import { shapeOf } from '../camera.shape.js';
import type { EventsQuery } from './changes.dto.js';

/** A change as JSON text; the camera's own text is passed on as PostgreSQL wrote it. */
export function changeJson({ type, id, camera }: FeedChange): string {
  const rest = camera === undefined ? '' : `,"version":${camera.version},"camera":${camera.json}`;
  return `{"type":"${type}","id":${id}${rest}}`;
}

/** @throws InputError input.invalid for a key that a camera does not have */
export function questionOf({ fields, organization_id: organizationId }: EventsQuery): FeedQuestion {
  return { shape: shapeOf(fields, false), organizationId };
}

/** A word in place of a cursor: all that the caller sees comes first. */
export const beginning = 'beginning';
