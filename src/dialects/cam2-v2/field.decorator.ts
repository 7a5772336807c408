import type { ApiPropertyOptions } from '@nestjs/swagger';
import { ReadField } from '../http/fields/field.decorator.js';
import { wrong } from '../http/fields/reading.js';
import { type FieldProblem, type Reader, textOf } from './reader.js';

/**
 * A parameter of a request: read from its wire form, refused with one sentence, documented. null is not there, as with
 * the original's client, which leaves out what is None.
 * @param missing the sentence when it is not there; without one it need not be
 */
export function Field<Value>(read: Reader<Value>, documented: ApiPropertyOptions, missing?: string): PropertyDecorator {
  return ReadField<FieldProblem>(
    (given) => {
      if (given !== undefined && given !== null) return read(given);
      return missing === undefined ? { value: undefined } : wrong('whole', { text: missing });
    },
    ([problem], name) => [
      { rule: 'field', message: problem.code === 'whole' ? problem.text : `${name} ${textOf(problem)}.` },
    ],
    // The border to Swagger's types: `required` widens the union that it was read from.
    { ...documented, required: missing !== undefined } as ApiPropertyOptions,
  );
}
