import type { User } from '#auth';
import type { Profile } from './profile.dto.js';

export function toProfileWire(user: User): Profile {
  return {
    name: user.login,
    ...(user.fullName === undefined ? {} : { fullname: user.fullName }),
    ...(user.email === undefined ? {} : { email: user.email }),
    locale: 'en',
    created_at: user.createdAt.getTime(),
    ...(user.maxSessions === undefined ? {} : { max_sessions: user.maxSessions }),
    is_admin: user.accessLevel === 'admin',
    is_domain_admin: user.accessLevel !== 'generic',
    is_readonly: user.readonly,
  };
}
