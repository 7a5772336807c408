import type { ValidationError } from 'class-validator';

export const inputRefusals = [
  /** Readable, but a value is not what the route takes; `issues` name the places. */
  'input.invalid',
  /** Not readable: broken JSON, a repeated key, bytes that are not UTF-8, a NUL, a lone surrogate, a broken percent-escape. */
  'input.unreadable',
  'input.too-large',
  /** A body that is neither JSON nor a form. */
  'input.media-unsupported',
] as const;
export type InputRefusal = (typeof inputRefusals)[number];

/** One thing that is wrong with the input. */
export interface InputIssue {
  /** Dotted path into the body, or a parameter's name; '' for the whole. */
  readonly field: string;
  /** The rule it breaks: a class-validator constraint's name, or a word of ours. */
  readonly rule: string;
  readonly message: string;
}

/** Thrown where input is read and checked. */
export class InputError extends Error {
  constructor(
    readonly code: InputRefusal,
    readonly issues: readonly InputIssue[],
  ) {
    super(`${code}: ${issues.map((issue) => `${issue.field}: ${issue.message}`).join('; ')}`);
    this.name = 'InputError';
  }

  /** One value that is not what the route takes. */
  static at(field: string, rule: string, message: string): InputError {
    return new InputError('input.invalid', [{ field, rule, message }]);
  }

  static unreadable(message: string): InputError {
    return new InputError('input.unreadable', [{ field: '', rule: 'readable', message }]);
  }

  static ofValidation(errors: readonly ValidationError[]): InputError {
    return new InputError(
      'input.invalid',
      errors.flatMap((error) => issuesOf(error, '')),
    );
  }
}

function issuesOf(error: ValidationError, parent: string): InputIssue[] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ field, rule, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => issuesOf(child, field))];
}
