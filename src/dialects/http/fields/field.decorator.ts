import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { type Fault, faultsRule, joinedFaults } from '../input.error.js';
import type { Problem, ProblemCode, Reader } from './reading.js';

/** How a dialect states what is wrong with a field: all of it or the first, under the names of its rules. */
export type Statement<Code extends ProblemCode> = (
  problems: readonly [Problem<Code>, ...Problem<Code>[]],
  field: string,
) => readonly Fault[];

/** A value that could not be read, in its place until the rules of its field are checked. */
class Unread {
  constructor(readonly given: unknown) {}
}

/**
 * A field of a request: replaced by what is read from it, refused in the dialect's words, documented.
 * @param read gets undefined for a field that is not there
 */
export function ReadField<Code extends ProblemCode>(
  read: Reader<unknown, Code>,
  state: Statement<Code>,
  documented: ApiPropertyOptions,
): PropertyDecorator {
  return applyDecorators(
    ApiProperty(documented),
    Transform(({ value }: { value: unknown }) => {
      // A field that a subclass has, too, is read by both, the class above first.
      const given = value instanceof Unread ? value.given : value;
      const reading = read(given);
      return 'value' in reading ? reading.value : new Unread(given);
    }),
    Checked((value) => {
      if (value instanceof Unread) return read(value.given);
      return value === undefined ? read(value) : { value };
    }, state),
  );
}

/** Checks a field as it came: its one rule for class-validator, so that a value is read once whatever may be wrong with it. */
export function Checked<Code extends ProblemCode>(
  read: Reader<unknown, Code>,
  state: Statement<Code>,
): PropertyDecorator {
  return ValidateBy(
    {
      name: faultsRule,
      validator: {
        validate: () => false,
        defaultMessage: (about) => {
          const reading = read(about?.value);
          return 'value' in reading ? '' : joinedFaults(state(reading.problems, about?.property ?? ''));
        },
      },
    },
    // Asked first: class-validator looks up nothing for a value that is in order.
    { validateIf: (_, value) => 'problems' in read(value) },
  );
}
