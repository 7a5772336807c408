import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { lenientInput } from '../../http/input.pipes.js';

/** A body of named fields. A billing connector sends an array of one object (AX): the object is the body. */
@Injectable()
export class ObjectInput implements PipeTransform<unknown, Promise<unknown>> {
  transform(body: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const [only, ...others]: readonly unknown[] = Array.isArray(body) ? body : [body];
    return lenientInput.transform(others.length === 0 && isObject(only) ? only : body, metadata);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
