import { InvalidArgumentError } from 'commander';

const longestText = 255;

/** The id of a row. */
export function toId(value: string): number {
  if (!/^[1-9]\d{0,9}$/.test(value)) throw new InvalidArgumentError('It must be a number from 1.');
  return Number(value);
}

/** A name or title: not blank, at most 255 characters, no control characters. */
export function toText(value: string): string {
  const text = value.trim();
  if (text === '') throw new InvalidArgumentError('It must not be blank.');
  if (Array.from(text).length > longestText)
    throw new InvalidArgumentError(`It must have at most ${longestText} characters.`);
  if (/\p{Cc}/u.test(text)) throw new InvalidArgumentError('It must not hold control characters.');
  return text;
}

const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A day, which begins in UTC, or a moment (RFC 3339); `none` is null. */
export function toMoment(value: string): Date | null {
  if (value === 'none') return null;
  const date = new Date(value);
  if (!moment.test(value) || Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('It must be a day or a moment such as 2026-12-31T18:00:00Z, or none.');
  return date;
}

/** One more value of a repeatable option. */
export function addTo(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
