import type { OwnChange } from '#auth';
import { given, TextField } from './resources/body-field.js';

const longestPassword = 4096;

/** The body of `PATCH /api/v1/me` (RFC 7396): what is left out stays, `null` clears. */
export class OwnChangeBody {
  @TextField({ max: 255, nullable: true, description: 'For people.', example: 'Ann Lee' })
  readonly full_name?: string | null;

  @TextField({ max: 254, nullable: true, description: 'Where mail goes.', example: 'ann@example.com' })
  readonly email?: string | null;

  @TextField({ max: 64, nullable: true, description: 'A telephone number.', example: '+1 555 0100' })
  readonly phone?: string | null;

  @TextField({ max: 2, nullable: true, description: 'Language, ISO 639-1.', example: 'en' })
  readonly locale?: string | null;

  @TextField({ max: longestPassword, description: 'The new password.' })
  readonly password?: string;

  @TextField({ max: longestPassword, description: 'The password as it is.' })
  readonly current_password?: string;
}

export function toOwnChange({ full_name: fullName, email, phone, locale, password }: OwnChangeBody): OwnChange {
  return given({ fullName, email, phone, locale, password });
}
