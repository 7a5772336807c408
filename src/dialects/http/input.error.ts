import { getMetadataStorage, type ValidationError } from 'class-validator';
import { didYouMean } from './similar-name.js';

export const inputErrorCodes = [
  /** Readable, but a value is not what the route takes; `issues` name the fields. */
  'input.invalid',
  /** Not readable: broken JSON, a repeated key, bytes that are not UTF-8, a NUL, a lone surrogate, a broken percent-escape. */
  'input.unreadable',
  'input.too-large',
  /** The body did not arrive in time. */
  'input.too-slow',
  /** A body that is neither JSON nor a form. */
  'input.media-unsupported',
  /** No form of the answer is one that the request's `Accept` takes. */
  'input.not-acceptable',
  /** A change must state which version it is meant for. */
  'input.precondition-missing',
] as const;
export type InputErrorCode = (typeof inputErrorCodes)[number];

/** One thing that is wrong with the input. */
export interface InputIssue {
  /** Dotted path into the body, or a parameter's name; '' for the whole. */
  readonly field: string;
  /** The rule it breaks: a class-validator constraint's name, or one of a dialect's. */
  readonly rule: string;
  readonly message: string;
}

/** A rule that one field breaks, and the sentence about it. */
export type Fault = Omit<InputIssue, 'field'>;

/** The one rule that a field of `fields/` has for class-validator: its message holds the field's faults. */
export const faultsRule = 'faults';

/** The rule that a query parameter breaks which its route does not have. */
export const unknownParameter = 'unknownParameter';

/** Faults as one message. No text of a request holds a NUL, and no rule's name a space. */
export function joinedFaults(faults: readonly Fault[]): string {
  return faults.map(({ rule, message }) => `${rule} ${message}`).join('\0');
}

function splitFaults(joined: string): readonly Fault[] {
  return joined.split('\0').map((fault) => {
    const space = fault.indexOf(' ');
    return { rule: fault.slice(0, space), message: fault.slice(space + 1) };
  });
}

/** A client that sends a thousand faults gets the first twenty. Its long names are not sent back whole. */
const mostIssues = 20;
const mostBytes = 6_000;
const longestField = 100;
const longestMessage = 300;

/** Thrown where input is read and checked. */
export class InputError extends Error {
  /** At most twenty, except in reports; one more states how many others there are. */
  readonly issues: readonly InputIssue[];

  /** @param isBounded the list has a bound of its own, because it is a report that must be complete */
  constructor(
    readonly code: InputErrorCode,
    issues: readonly InputIssue[],
    isBounded = false,
  ) {
    const bounded = isBounded ? issues : boundedIssues(issues);
    super(`${code}: ${bounded.map((issue) => `${issue.field}: ${issue.message}`).join('; ')}`);
    this.name = 'InputError';
    this.issues = bounded;
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
  const own = Object.entries(error.constraints ?? {}).flatMap(([rule, message]) =>
    rule === faultsRule ? splitFaults(message) : [{ rule, message: message + hintFor(rule, error) }],
  );
  return [
    ...own.map((fault) => ({ field, ...fault })),
    ...(error.children ?? []).flatMap((child) => issuesOf(child, field)),
  ];
}

/** For a property that the DTO does not have. */
function hintFor(rule: string, { property, target }: ValidationError): string {
  if (rule !== 'whitelistValidation' || target === undefined) return '';
  return didYouMean(property, propertiesOf(target.constructor)).replace(' Did', '; did');
}

/** The properties of a DTO that have rules. */
export function propertiesOf(dto: Function): readonly string[] {
  const known = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return [...new Set(known.map(({ propertyName }) => propertyName))];
}

function boundedIssues(issues: readonly InputIssue[]): readonly InputIssue[] {
  const bounded: InputIssue[] = [];
  let bytes = 0;
  for (const issue of issues.slice(0, mostIssues)) {
    const field = shortened(issue.field, longestField);
    const message = shortened(issue.message, longestMessage);
    bytes += Buffer.byteLength(JSON.stringify(field + message));
    if (bytes > mostBytes && bounded.length > 0) break;
    bounded.push({ field, rule: issue.rule, message });
  }
  const more = issues.length - bounded.length;
  return more === 0 ? bounded : [...bounded, { field: '', rule: 'more', message: `and ${more} more` }];
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
}
