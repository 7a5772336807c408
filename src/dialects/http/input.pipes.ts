import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { InputError } from './input.error.js';
import { rememberValidationMetadata } from './validation-metadata.js';

rememberValidationMetadata();

const options = {
  transform: true,
  whitelist: true,
  validationError: { target: false, value: false },
  exceptionFactory: (errors: ValidationError[]) => InputError.ofValidation(errors),
} as const;

/** Checks input against its DTO; fields that the DTO does not have are refused (our own APIs). */
export const strictInput = new ValidationPipe({
  ...options,
  forbidNonWhitelisted: true,
  // With the DTO, whose properties are suggested for misspelt ones.
  validationError: { target: true, value: false },
});

/** Checks input against its DTO; fields that the DTO does not have are dropped (APIs whose clients send more). */
export const lenientInput = new ValidationPipe(options);
