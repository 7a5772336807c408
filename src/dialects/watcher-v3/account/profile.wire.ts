import type { User } from '#auth';
import { given } from '../body/given.js';
import type { Profile } from './profile.dto.js';

/** @param apikey the person's API key, where they have one */
export function toProfileWire(user: User, apikey: string | undefined): Profile {
  return {
    name: user.login,
    ...given({
      fullname: user.fullName,
      email: user.email,
      phone: user.phone,
      note: user.note,
      apikey,
      external_id: user.externalId,
      max_sessions: user.maxSessions,
    }),
    locale: user.locale ?? 'en',
    created_at: user.createdAt.getTime(),
    is_admin: user.accessLevel === 'admin',
    is_domain_admin: user.accessLevel !== 'generic',
    is_readonly: user.readonly,
  };
}
