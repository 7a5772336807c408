import { DomainError } from '#errors';
import { visibleSets } from '#access';
import { Statements } from '#database';
import { SqlParameters } from '#lists';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';

/** A camera was created, changed or deleted. */
export interface LoggedChange {
  readonly objectId: string;
  readonly changedAt: Date;
}

/** Which changes; both ends of the span belong to it. */
export interface ChangeSpan {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly offset: number;
  /** 1 to 1000. */
  readonly limit: number;
}

const largestLimit = 1000;

/** Reads the log of changes, which every write of a camera extends in its own statement. */
@Injectable()
export class CameraChangeReader {
  constructor(private readonly statements: Statements) {}

  /**
   * Oldest first. Only changes of cameras that were in an organization whose cameras the caller sees, and of cameras that
   * the caller sees now by a permission. The latter have no deletions: the log has no folder, and a camera's permissions
   * are deleted with it.
   * @throws DomainError camera.invalid (limit, offset)
   */
  async list(caller: Caller, { from, to, offset, limit }: ChangeSpan): Promise<readonly LoggedChange[]> {
    if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit)
      throw new DomainError('camera.invalid', `a limit is 1 to ${largestLimit}`);
    if (!Number.isSafeInteger(offset) || offset < 0) throw new DomainError('camera.invalid', 'an offset is 0 or more');
    const sql = new SqlParameters();
    const conditions = [
      visibleChanges(caller, sql),
      ...(from === undefined ? [] : [`h.changed_at >= ${sql.add(from)}::timestamptz`]),
      ...(to === undefined ? [] : [`h.changed_at <= ${sql.add(to)}::timestamptz`]),
    ];
    return this.statements.objects<LoggedChange>(
      `select h.camera_object_id as "objectId", h.changed_at as "changedAt" from camera_changes h
       where ${conditions.join(' and ')}
       order by h.changed_at, h.id limit ${sql.add(limit)} offset ${sql.add(offset)}`,
      sql.values,
    );
  }
}

/** A SQL condition on `camera_changes h`. */
function visibleChanges(caller: Caller, sql: SqlParameters): string {
  const sets = visibleSets(caller, sql);
  if (sets === undefined) return 'true';
  const permitted = [
    ...(sets.folders === undefined ? [] : [`c.folder_id = any(array(${sets.folders}))`]),
    ...(sets.cameras === undefined ? [] : [`c.id = any(array(${sets.cameras}))`]),
    ...(sets.tags === undefined ? [] : [`c.tag_keys && array(${sets.tags})`]),
  ];
  const conditions = [
    `h.organization_id = any(array(${sets.organizations}))`,
    ...(permitted.length === 0
      ? []
      : [`exists (select from cameras c where c.object_id = h.camera_object_id and (${permitted.join(' or ')}))`]),
  ];
  return `(${conditions.join(' or ')})`;
}
