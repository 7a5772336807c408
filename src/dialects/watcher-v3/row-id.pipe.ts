import { DomainError, type ObjectKind } from '#errors';
import type { PipeTransform } from '@nestjs/common';
/** Ids are PostgreSQL integers; what is none is nobody's. */
const largestId = 2_147_483_647;

/** An id in a path: a text that is no id names nothing, so it answers as a missing object does. */
export class RowIdPipe implements PipeTransform<string, number> {
  constructor(private readonly object: ObjectKind) {}

  transform(text: string): number {
    const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
    if (id <= largestId) return id;
    if (this.object === 'organization') throw new DomainError('organization.not-found', 'no id');
    throw new DomainError('object.not-found', 'no id', { object: this.object });
  }
}
