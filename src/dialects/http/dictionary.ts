import type { PipeTransform } from '@nestjs/common';
import { InputError } from './input.error.js';

export type Dictionary = Readonly<Record<string, unknown>>;

/** A form or a JSON object; no body is an empty one; undefined for anything else. */
export function dictionaryIn(body: unknown): Dictionary | undefined {
  if (body === undefined || body === null) return {};
  return typeof body === 'object' && !Array.isArray(body) ? (body as Dictionary) : undefined;
}

/** Takes a body that is a dictionary. */
export class DictionaryInput implements PipeTransform<unknown, object> {
  /** @param textOf the error of a body that is none */
  constructor(private readonly textOf: (body: unknown) => string) {}

  transform(body: unknown): object {
    const dictionary = dictionaryIn(body);
    if (dictionary === undefined) throw InputError.at('', 'dictionary', this.textOf(body));
    return dictionary;
  }
}
