import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Period } from '#access';
import { IsOptional, IsRFC3339 } from 'class-validator';

const From = (): PropertyDecorator => Moment('From when it is in force; `null`: at once.', '2026-01-01T00:00:00Z');
const Until = (): PropertyDecorator =>
  Moment('It ends by itself at this moment; `null`: never, as far as the giver holds it.', '2099-01-01T00:00:00Z');

/** From when until when a right is in force, in a body; RFC 7396: what is left out stays. */
export class PeriodBody {
  @From()
  readonly valid_from?: string | null;

  @Until()
  readonly valid_until?: string | null;
}

function Moment(description: string, example: string): PropertyDecorator {
  return (target, key) => {
    ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description, example })(target, key);
    IsOptional()(target, key);
    IsRFC3339()(target, key);
  };
}

export function toPeriod({ valid_from: from, valid_until: until }: PeriodBody): Partial<Period> {
  return {
    ...(from === undefined ? {} : { validFrom: toDate(from) }),
    ...(until === undefined ? {} : { validUntil: toDate(until) }),
  };
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
