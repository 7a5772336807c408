import { type ArgumentMetadata, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { InputError } from '../../http/input.error.js';

const fields = new ValidationPipe({
  transform: true,
  whitelist: true,
  validationError: { target: false, value: false },
  exceptionFactory: (errors: ValidationError[]) => InputError.ofValidation(errors.map(withoutInnerProblems)),
});

/** A field of a wrong type is one problem: drops those that class-validator found inside it. */
function withoutInnerProblems(error: ValidationError): ValidationError {
  const { nestedValidation: _, ...constraints } = error.constraints ?? {};
  const children = Object.keys(constraints).length > 0 ? [] : (error.children ?? []).map(withoutInnerProblems);
  return Object.assign(error, { constraints, children });
}

/**
 * Checks a body against its class: unknown fields are dropped, others of a wrong type refused (P:rest-api-guidelines). No
 * body, an empty one and a literal `null` (GO25) are an object without fields.
 */
class ObjectBodyPipe implements PipeTransform {
  async transform(value: unknown, about: ArgumentMetadata): Promise<unknown> {
    const given = value ?? {};
    if (typeof given !== 'object' || Array.isArray(given))
      throw InputError.at('', 'not_object', 'The body must be an object.');
    return fields.transform(given, about);
  }
}

export const objectBody = new ObjectBodyPipe();
