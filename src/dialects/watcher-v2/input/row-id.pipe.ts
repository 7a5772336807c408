import { Injectable, NotFoundException, type PipeTransform } from '@nestjs/common';
import { largestInteger } from '../../http/largest-integer.js';

/** An id in a path. A value that no row can have as its id is answered with 404. */
@Injectable()
export class RowId implements PipeTransform<string, number> {
  transform(value: string): number {
    const id = /^\d{1,10}$/.test(value) ? Number(value) : 0;
    if (id < 1 || id > largestInteger) throw new NotFoundException();
    return id;
  }
}
