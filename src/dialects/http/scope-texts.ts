import { type Permission, permissions } from '#auth';

const texts: Readonly<Record<Permission, string>> = {
  'cameras:read': 'See cameras and how they are',
  'cameras:live': 'Pictures, playback and PTZ',
  'cameras:write': 'Add, change and delete cameras',
  'organizations:manage': 'Organizations, folders, members and permissions',
  'users:manage': 'Accounts',
  'applications:manage': 'Register programs; a part of `admin`',
  admin: 'Settings, media servers and keys of the installation',
};

/** Scopes with what they give, for the security schemes of an OpenAPI document; all of them where none is named. */
export function scopeTexts(...named: readonly Permission[]): Record<string, string> {
  const shown = named.length === 0 ? permissions : named;
  return Object.fromEntries(shown.map((permission) => [permission, texts[permission]]));
}
