import { Injectable, NotFoundException, type PipeTransform } from '@nestjs/common';

const largestId = 2_147_483_647;

/** An id in a path. What can be nobody's id is a path where there is nothing. */
@Injectable()
export class RowId implements PipeTransform<string, number> {
  transform(value: string): number {
    const id = /^\d{1,10}$/.test(value) ? Number(value) : 0;
    if (id < 1 || id > largestId) throw new NotFoundException();
    return id;
  }
}
