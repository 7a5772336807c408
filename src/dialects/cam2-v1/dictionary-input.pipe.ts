import { Injectable, type PipeTransform } from '@nestjs/common';
import { InputError } from '../http/input.error.js';

/** A body is a JSON object or a form; no body is an empty one. */
@Injectable()
export class DictionaryInput implements PipeTransform<unknown, object> {
  transform(body: unknown): object {
    if (body === undefined || body === null) return {};
    if (typeof body === 'object' && !Array.isArray(body)) return body;
    const kind = Array.isArray(body) ? 'list' : typeof body;
    throw InputError.at('', 'dictionary', `Invalid data. Expected a dictionary, but got ${kind}.`);
  }
}
