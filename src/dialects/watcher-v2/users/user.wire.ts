import type { ManagedUser, UserField } from '#access';
import type { AccessLevel, NewUser, OwnChange, UserChange } from '#auth';
import { InputError } from '../../http/input.error.js';
import type { NewUserBody, OwnUserBody, UserBody, UserItem } from './user.dto.js';

/** By which fields users can be sorted. */
export const userOrders: Readonly<Record<string, UserField>> = {
  id: 'id',
  login: 'login',
  name: 'fullName',
  notification_email: 'email',
  phone: 'phone',
  locale: 'locale',
  note: 'note',
  external_id: 'externalId',
  max_sessions: 'maxSessions',
  readonly: 'readonly',
};

/**
 * @param groups ids of the groups of cameras that name the user
 * @param apikey the key, null where there is none; undefined: not in the answer
 */
export function toUserWire(user: ManagedUser, groups: readonly number[], apikey?: string | null): UserItem {
  const mayAll = user.accessLevel !== 'generic';
  return {
    id: user.id,
    login: user.login,
    name: user.fullName ?? null,
    ...(apikey === undefined ? {} : { apikey }),
    authorized_ip: null,
    enabled: !user.disabled,
    is_admin: user.accessLevel === 'admin',
    is_domain_admin: user.accessLevel === 'domain_admin',
    external_id: user.externalId ?? null,
    locale: user.locale ?? null,
    max_sessions: user.maxSessions ?? null,
    monitoring: false,
    note: user.note ?? null,
    notification_email: user.email ?? null,
    phone: user.phone ?? null,
    readonly: user.readonly,
    organization_id: user.organizations[0]?.id ?? null,
    organizations: user.organizations.map(({ id }) => id),
    groups: groups.map((id) => ({ group_id: id })),
    domain_id: 1,
    can_edit_organizations: mayAll,
    can_view_organizations: mayAll || user.organizations.length > 0,
    can_edit_settings: user.accessLevel === 'admin',
  };
}

export function toOwnChange({ name, password, notification_email, phone, locale }: OwnUserBody): OwnChange {
  return { fullName: name, password, email: notification_email, phone, locale };
}

export function toNewUser(body: NewUserBody): NewUser {
  const { login, accessLevel, password, ...texts } = toChange(body, 'generic');
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== null)),
    login: login ?? body.login,
    password: password ?? undefined,
    accessLevel: accessLevel ?? 'generic',
  };
}

/**
 * What a body changes of a user. Unchanged fields are left out: clients send back whole objects, and a manager who may not
 * give a level must not get an error for one that they did not touch.
 */
export function toUserChange(body: UserBody, before: ManagedUser): UserChange {
  const { password, ...wanted } = toChange(body, before.accessLevel);
  const unlike = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && value !== (before[key as keyof ManagedUser & keyof UserChange] ?? null),
  );
  return { ...Object.fromEntries(unlike), ...(password === undefined ? {} : { password }) };
}

function toChange(body: UserBody, level: AccessLevel): UserChange {
  // Storing it would promise a restriction that is not enforced: logins work from every address here.
  if ((body.authorized_ip ?? null) !== null)
    throw InputError.at(
      'authorized_ip',
      'unsupported',
      'authorized_ip is not supported: a login works from every address.',
    );
  return {
    ...toOwnChange(body),
    login: body.login,
    disabled: body.enabled === undefined ? undefined : !body.enabled,
    accessLevel: levelIn(body, level),
    readonly: body.readonly,
    externalId: body.external_id,
    note: body.note,
    maxSessions: body.max_sessions === 0 ? null : body.max_sessions,
  };
}

/** Two flags make a level; one that is left out stays as the level has it. */
function levelIn({ is_admin, is_domain_admin }: UserBody, level: AccessLevel): AccessLevel | undefined {
  if (is_admin === undefined && is_domain_admin === undefined) return undefined;
  if (is_admin ?? level === 'admin') return 'admin';
  return (is_domain_admin ?? level === 'domain_admin') ? 'domain_admin' : 'generic';
}
