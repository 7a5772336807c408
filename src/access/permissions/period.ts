import { DomainError, invalid, type ObjectKind } from '#errors';

/** From when until when a right is in force; null: without such a limit. */
export interface Period {
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

export const always: Period = { validFrom: null, validUntil: null };

/** Whether a right is in force, has not begun or has ended. */
export const periodStates = ['in_force', 'pending', 'ended'] as const;
export type PeriodState = (typeof periodStates)[number];

/**
 * Whether a right is in force at this moment: a SQL condition. Whatever decides by a right reads it through this, in the
 * statement that decides, so that one begins and ends by itself, everywhere at once.
 * @param right alias of a table with `valid_from` and `valid_until`
 */
export function inForce(right: string): string {
  return `((${right}.valid_from is null or ${right}.valid_from <= statement_timestamp())
    and (${right}.valid_until is null or ${right}.valid_until > statement_timestamp()))`;
}

/** One of `periodStates`, as SQL. @param right as for `inForce` */
export function periodState(right: string): string {
  return `case when ${right}.valid_until <= statement_timestamp() then 'ended'
    when ${right}.valid_from > statement_timestamp() then 'pending' else 'in_force' end`;
}

/**
 * The period of a right after some of it is set; what is left out stays. A new right for which no end is named ends with
 * the right of its giver.
 * @param giverEnds when the giver's own right ends; null: never
 * @throws DomainError object.invalid (validUntil)
 */
export function mergedPeriod(
  before: Period | undefined,
  named: Partial<Period>,
  giverEnds: Date | null,
  object: ObjectKind,
): Period {
  const validFrom = named.validFrom === undefined ? (before?.validFrom ?? null) : named.validFrom;
  const unnamedEnd = before === undefined ? giverEnds : before.validUntil;
  const validUntil = named.validUntil === undefined ? unnamedEnd : named.validUntil;
  assertBegins({ validFrom, validUntil }, object);
  return { validFrom, validUntil };
}

/** That a period ends after it begins. @throws DomainError object.invalid (validUntil) */
export function assertBegins({ validFrom, validUntil }: Period, object: ObjectKind): void {
  if (validFrom !== null && validUntil !== null && validFrom >= validUntil)
    invalid(object, 'validUntil', 'ends before it begins', 'ends-before-it-begins');
}

/** Whether a period lies in another. */
export function isWithin(period: Period, other: Period): boolean {
  const begins = period.validFrom?.getTime() ?? -Infinity;
  const ends = period.validUntil?.getTime() ?? Infinity;
  return begins >= (other.validFrom?.getTime() ?? -Infinity) && ends <= (other.validUntil?.getTime() ?? Infinity);
}

/** Nobody gives a right for longer than they hold it. @throws DomainError object.forbidden */
export function assertEndsWithin(period: Period, giverEnds: Date | null, object: ObjectKind): void {
  if (isWithin(period, { validFrom: null, validUntil: giverEnds })) return;
  throw new DomainError('object.forbidden', 'for longer than the giver holds it', { object });
}
