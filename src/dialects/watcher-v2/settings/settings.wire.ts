import type { Appearance, Installation, InstallationChange, MailSettings } from '#settings';
import { InputError } from '../../http/input.error.js';
import { asBoolean, asInteger, asText } from '../input/coercions.js';
import type { Dictionary } from '../../http/dictionary.js';

type Scalar = string | number | boolean | null;
export type SettingsWire = Readonly<Record<string, Scalar>>;

/** How the interface looks. */
const brand: Readonly<Record<string, keyof Appearance>> = {
  brand_title: 'title',
  brand_logo: 'logo',
  brand_logo_auth: 'logoAuth',
  brand_favicon: 'favicon',
  brand_primary_color: 'primaryColor',
  brand_secondary_color: 'secondaryColor',
  brand_background_color: 'backgroundColor',
};
/** How email is sent; the password and the key can be set, and are never in an answer. */
const mail: Readonly<Record<string, Exclude<keyof MailSettings, 'port'>>> = {
  mail_method: 'method',
  mail_host: 'host',
  mail_login: 'login',
  mail_security: 'security',
  mail_sender_title: 'senderTitle',
  mail_sender_address: 'senderAddress',
  mail_password: 'password',
  mail_api_key: 'apiKey',
};
const secrets = ['mail_password', 'mail_api_key'];

/** The names of API v2 for what the core's settings call otherwise, for errors that name them. */
export const settingNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...Object.entries(brand), ...Object.entries(mail)].map(([name, field]) => [field, name])),
  port: 'mail_port',
  maxSessions: 'max_user_sessions',
};

/** Other settings are stored unchanged, for the clients that show them. */
const others = /^(brand|map|global)_[a-z0-9_]{1,80}$/;

/** Anonymous access, registration and other authentication backends: not supported, so they can only be off. */
const refused = ['global_anonymous_access', 'global_demo_access', 'global_allow_registration', 'global_auth_backend'];

/** What everybody may know: how the interface looks. */
export function toBrand({ appearance, others: stored }: Installation): SettingsWire {
  const current = Object.entries(brand).map(([name, field]) => [name, appearance[field]] as const);
  return { ...startingWith(stored, 'brand_'), ...Object.fromEntries(current) };
}

/** What signed-in users may see. */
export function toShownSettings(installation: Installation): SettingsWire {
  return {
    ...startingWith(installation.others, 'map_'),
    ...startingWith(installation.others, 'global_'),
    ...Object.fromEntries(refused.map((name) => [name, name === 'global_auth_backend' ? null : false])),
    ...toBrand(installation),
  };
}

/** All of them, for administrators. @param systemKey null: there is none */
export function toSettingsWire(installation: Installation, systemKey: string | null): SettingsWire {
  const visible = Object.entries(mail).filter(([name]) => !secrets.includes(name));
  return {
    api_key: systemKey,
    max_user_sessions: installation.maxSessions,
    ...toShownSettings(installation),
    ...Object.fromEntries(visible.map(([name, field]) => [name, installation.mail?.[field] ?? null])),
    mail_port: installation.mail?.port ?? null,
  };
}

/**
 * What a request changes; settings that it does not name, and names that are none, change nothing. `""` and null empty a
 * setting, but leave a secret as it is: clients send back what they read, where it is missing.
 * @throws InputError input.invalid
 */
export function readSettings(body: Dictionary): InstallationChange {
  const appearance: Record<string, string | null> = {};
  const mailSettings: Record<string, string | number | null> = {};
  const kept: Record<string, Scalar> = {};
  for (const [name, value] of Object.entries(body)) {
    const look = Object.hasOwn(brand, name) ? brand[name] : undefined;
    const mailField = Object.hasOwn(mail, name) ? mail[name] : undefined;
    if (look !== undefined) appearance[look] = textIn(name, value);
    else if (mailField !== undefined) {
      const text = textIn(name, value);
      if (text !== null || !secrets.includes(name)) mailSettings[mailField] = text ?? whereNone(mailField);
    } else if (name === 'mail_port') mailSettings['port'] = integerIn(name, value);
    else if (refused.includes(name)) refuse(name, value);
    else if (others.test(name)) kept[name] = scalarIn(name, value);
  }
  const most = Object.hasOwn(body, 'max_user_sessions')
    ? integerIn('max_user_sessions', body['max_user_sessions'])
    : undefined;
  return {
    ...(Object.keys(appearance).length === 0 ? {} : { appearance }),
    ...(Object.keys(mailSettings).length === 0 ? {} : { mail: mailSettings }),
    ...(Object.keys(kept).length === 0 ? {} : { others: kept }),
    // In API v2, 0 means no limit.
    ...(most === undefined ? {} : { maxSessions: most === 0 ? null : most }),
  };
}

function startingWith(values: Installation['others'], prefix: string): SettingsWire {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith(prefix)));
}

function whereNone(field: keyof MailSettings): string | null {
  return field === 'method' ? 'smtp' : field === 'security' ? 'none' : null;
}

function refuse(name: string, value: unknown): void {
  const wanted = asBoolean(value);
  if (wanted === '' || wanted === null || wanted === undefined || wanted === false) return;
  throw InputError.at(name, 'unsupported', `${name} is not supported: it would promise what this server does not do.`);
}

function textIn(name: string, value: unknown): string | null {
  const text = value === '' ? null : asText(value);
  if (text === null || typeof text === 'string') return text;
  throw InputError.at(name, 'isString', `${name} must be a text.`);
}

function integerIn(name: string, value: unknown): number | null {
  const number = value === '' ? null : asInteger(value);
  if (number === null || Number.isInteger(number)) return number as number | null;
  throw InputError.at(name, 'isInt', `${name} must be an integer.`);
}

function scalarIn(name: string, value: unknown): Scalar {
  if (value === '' || value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value as Scalar;
  throw InputError.at(name, 'isScalar', `${name} must be a text, a number, true or false.`);
}
