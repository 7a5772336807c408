import { Injectable, type PipeTransform } from '@nestjs/common';
import { InputError } from '../http/input.error.js';

/** A body is a form or a JSON object; no body is an empty one. */
@Injectable()
export class DictionaryInput implements PipeTransform<unknown, object> {
  transform(body: unknown): object {
    if (body === undefined || body === null) return {};
    if (typeof body === 'object' && !Array.isArray(body)) return body;
    throw InputError.at('', 'dictionary', 'The body must be a form or a JSON object.');
  }
}
