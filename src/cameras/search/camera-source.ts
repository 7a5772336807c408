import { DomainError, hasCode } from '#errors';
import type { Caller } from '#auth';
import { type ListField, type ListSource, type SqlParameters } from '#lists';
import { fieldsFor, hidesAddresses } from '../camera-addresses.js';
import type { CameraField, MarkField } from './camera-query.js';

/** Exactly the expression of cameras_search_idx. */
export const searchedText = `c.name || ' ' || coalesce(c.title, '') || ' ' || coalesce(c.description, '')`;

/** Cameras as a list for one caller: where the general parts of lists find their fields. */
export function cameraSource(caller: Caller, sql: SqlParameters): ListSource<CameraField> {
  return {
    name: 'cameras',
    from: 'cameras c',
    fields: { ...fieldsFor(hidesAddresses(caller)), ...markFields(caller, sql) },
    key: 'id',
    unique: ['objectId'],
    search: ['name', 'title', 'description'],
    searchIndex: searchedText,
  };
}

/**
 * The caller's own marks; a program has none. The caller's id is bound only where a field is used. An array, because it is
 * computed once per statement, and an index finds its cameras.
 */
function markFields(caller: Caller, sql: SqlParameters): Readonly<Record<MarkField, ListField>> {
  const marked = (column: string): ListField => ({
    get sql() {
      // False, in a form that PostgreSQL takes as an order, too.
      if (caller.kind !== 'user') return '(c.id is null)';
      return `(c.id = any(array(select k.camera_id from camera_marks k
        where k.user_id = ${sql.add(caller.userId)}::integer and k.${column})))`;
    },
    type: 'boolean',
    nullable: false,
  });
  return { isFavourite: marked('is_favourite'), notifies: marked('notifies') };
}

/** Maps the error of lists to a camera's: list.invalid is camera.invalid here. */
export function asCameraErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!hasCode(error, 'list.invalid')) throw error;
    throw new DomainError('camera.invalid', error.detail, { field: error.context.field, refusal: 'search-value' });
  }
}
