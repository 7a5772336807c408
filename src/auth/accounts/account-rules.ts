import { DomainError } from '#errors';
import { accessLevels } from '../caller.js';
import { normalLogin } from './normal-form.js';
import type { UserEntity } from './user.entity.js';
import type { UserChange } from './user.js';

/** What a change writes; a column that is left out stays. The password goes its own way. */
export type AccountColumns = { readonly [K in Exclude<keyof UserChange, 'password'>]?: UserEntity[K] };

const shortText = 255;
const phoneLength = 64;
const noteLength = 4000;
const emailLength = 254;
const mostSessions = 10_000;

// Basic cannot carry a colon in a login (RFC 7617 §2), and control characters forge log lines.
// oxlint-disable-next-line no-control-regex
const loginForm = /^[^\s:\u0000-\u001f\u007f][^:\u0000-\u001f\u007f]{0,254}$/u;
// Mail is sent there: nothing that could start a second header or a second address.
const emailForm = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u;
/** Two accounts that look alike could differ by them only; PRECIS does not allow them in a user name. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;
const controls = /\p{Cc}/u;
/** A note may have several lines. */
const controlsButLines = /(?![\n\r\t])\p{Cc}/u;

/** All of ISO 639-1. */
const languages: ReadonlySet<string> = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo ' +
    'es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ' +
    'ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn ' +
    'no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta ' +
    'te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
  ).split(' '),
);

/** Whether the text has the form of a login. */
export function isLogin(text: string): boolean {
  return loginForm.test(text) && text.isWellFormed();
}

/**
 * Checks the values of a change and returns the columns to write.
 * @throws DomainError account.invalid, its `reason` the field
 */
export function accountColumns(change: UserChange): AccountColumns {
  return {
    ...(change.login === undefined ? {} : { login: loginOf(change.login) }),
    ...(change.fullName === undefined ? {} : { fullName: textOf('fullName', change.fullName, shortText) }),
    ...(change.email === undefined ? {} : { email: emailOf(change.email) }),
    ...(change.phone === undefined ? {} : { phone: textOf('phone', change.phone, phoneLength) }),
    ...(change.locale === undefined ? {} : { locale: localeOf(change.locale) }),
    ...(change.note === undefined ? {} : { note: textOf('note', change.note, noteLength, controlsButLines) }),
    ...(change.externalId === undefined ? {} : { externalId: textOf('externalId', change.externalId, shortText) }),
    ...(change.accessLevel === undefined ? {} : { accessLevel: levelOf(change.accessLevel) }),
    ...(change.disabled === undefined ? {} : { disabled: change.disabled ?? false }),
    ...(change.readonly === undefined ? {} : { readonly: change.readonly ?? false }),
    ...(change.mustChangePassword === undefined ? {} : { mustChangePassword: change.mustChangePassword ?? false }),
    ...(change.maxSessions === undefined ? {} : { maxSessions: sessionsOf(change.maxSessions) }),
  };
}

function loginOf(given: string | null): string {
  const login = normalLogin(given ?? '');
  return isLogin(login) && !invisible.test(login) ? login : refuse('login');
}

function textOf(field: string, given: string | null, most: number, unwanted: RegExp = controls): string | null {
  const text = given?.trim() ?? '';
  if (text === '') return null;
  return text.length > most || unwanted.test(text) || !text.isWellFormed() ? refuse(field) : text;
}

function emailOf(given: string | null): string | null {
  const email = textOf('email', given, emailLength);
  return email === null || emailForm.test(email) ? email : refuse('email');
}

function localeOf(given: string | null): string | null {
  const locale = textOf('locale', given, 2)?.toLowerCase() ?? null;
  return locale === null || languages.has(locale) ? locale : refuse('locale');
}

function levelOf(given: UserChange['accessLevel']): string {
  if (given === null || given === undefined) return 'generic';
  return accessLevels.includes(given) ? given : refuse('accessLevel');
}

function sessionsOf(given: number | null): number | null {
  if (given === null) return null;
  return Number.isInteger(given) && given >= 1 && given <= mostSessions ? given : refuse('maxSessions');
}

function refuse(field: string): never {
  throw new DomainError('account.invalid', `an account cannot have this ${field}`, { reason: field });
}
