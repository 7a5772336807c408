import type { ManagedUser } from '#access';
import type { NewUser, UserChange } from '#auth';
import { given } from '../body/given.js';
import type { NewUserBody, UserBody } from './user.dto.js';

export function readNewUser(body: NewUserBody): NewUser {
  const { fullName, email, phone, locale, note, externalId, maxSessions } = readDescription(body);
  return {
    login: body.name,
    password: body.password,
    fullName: fullName ?? undefined,
    email: email ?? undefined,
    phone: phone ?? undefined,
    locale: locale ?? undefined,
    note: note ?? undefined,
    externalId: externalId ?? undefined,
    maxSessions: maxSessions ?? undefined,
    accessLevel: body.access_level,
    disabled: body.disabled,
    readonly: body.readonly,
  };
}

/**
 * What a body changes of a user. What it repeats unchanged is left out: clients send back whole objects, and a manager
 * who may not change a level must not be rejected for one they did not touch.
 */
export function readUserChange(body: UserBody, current: ManagedUser): UserChange {
  const wanted = given({
    login: body.name,
    ...readDescription(body),
    accessLevel: body.access_level,
    disabled: body.disabled,
    readonly: body.readonly ?? (body.$reset ? false : undefined),
  });
  const unlike = Object.entries(wanted).filter(
    ([key, value]) => value !== (current[key as keyof typeof wanted] ?? null),
  );
  return { ...Object.fromEntries(unlike), ...given({ password: body.password }) };
}

/** Texts without characters, which clients send for "none", clear like null. */
function readDescription(body: UserBody) {
  const unnamed = body.$reset ? null : undefined;
  const text = (value: string | null | undefined): string | null | undefined =>
    value === '' ? null : value === undefined ? unnamed : value;
  return {
    fullName: text(body.fullname),
    email: text(body.email),
    phone: text(body.phone),
    locale: text(body.locale),
    note: text(body.note),
    externalId: text(body.external_id),
    maxSessions: body.max_sessions === undefined ? unnamed : body.max_sessions,
  };
}
