import { ValidationPipe } from '@nestjs/common';
import { InputError } from './input.error.js';

const options = {
  transform: true,
  whitelist: true,
  validationError: { target: false, value: false },
  exceptionFactory: InputError.ofValidation,
} as const;

/** Checks input against its DTO; fields that the DTO does not have are refused (our own doors). */
export const strictInput = new ValidationPipe({ ...options, forbidNonWhitelisted: true });

/** Checks input against its DTO; fields that the DTO does not have are dropped (dialects whose clients send more). */
export const lenientInput = new ValidationPipe(options);
