import { DomainError, type ObjectKind } from '#errors';
import type { PipeTransform } from '@nestjs/common';
import { largestInteger } from '../http/largest-integer.js';

/** An id in a path; any other text is answered like a missing object. */
export class RowIdPipe implements PipeTransform<string, number> {
  constructor(private readonly object: ObjectKind) {}

  transform(text: string): number {
    const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
    if (id <= largestInteger) return id;
    if (this.object === 'organization') throw new DomainError('organization.not-found', 'no id');
    throw new DomainError('object.not-found', 'no id', { object: this.object });
  }
}
