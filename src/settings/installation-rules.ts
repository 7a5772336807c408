import { DomainError } from '#errors';
import type { Appearance, Installation, MailSettings } from './installation.js';
const pictureBytes = 256 * 1024;
const shortText = 255;
const secretLength = 1024;
const othersLimit = 200;
const othersText = 4096;
const mostSessions = 10_000;

const picture =
  /^data:image\/(?:png|jpeg|gif|webp|svg\+xml|x-icon|vnd\.microsoft\.icon);base64,(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Hexadecimal as CSS has it, or a CSS name. */
const color = /^(?:#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,30})$/i;
/** A name, an IPv4 or an IPv6 address, without anything around it. */
const host = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45})$/;
const address = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u;
const control = /\p{Cc}/u;
const printable = /^[\x21-\x7e]{1,255}$/;
const otherName = /^[A-Za-z0-9_.-]{1,100}$/;

/** @throws DomainError object.invalid (setting, field) */
export function checkAppearance(appearance: Appearance): void {
  const { title, ...rest } = appearance;
  demand(isShort(title), 'title');
  for (const field of ['logo', 'logoAuth', 'favicon'] as const) {
    const url = rest[field];
    demand(url === null || (url.length <= pictureBytes && picture.test(url)), field);
  }
  for (const field of ['primaryColor', 'secondaryColor', 'backgroundColor'] as const) {
    const value = rest[field];
    demand(value === null || color.test(value), field);
  }
}

/** @throws DomainError object.invalid (setting, field) */
export function checkMail(mail: MailSettings): void {
  demand(mail.method === 'smtp' || mail.method === 'sendgrid', 'method');
  demand(['none', 'tls', 'starttls'].includes(mail.security), 'security');
  demand(mail.host === null || host.test(mail.host), 'host');
  demand(mail.port === null || (Number.isInteger(mail.port) && mail.port >= 1 && mail.port <= 65_535), 'port');
  demand(isShort(mail.login), 'login');
  demand(isText(mail.password, secretLength), 'password');
  demand(mail.apiKey === null || printable.test(mail.apiKey), 'apiKey');
  demand(isShort(mail.senderTitle), 'senderTitle');
  demand(
    mail.senderAddress === null || (isShort(mail.senderAddress) && address.test(mail.senderAddress)),
    'senderAddress',
  );
}

/** @throws DomainError object.invalid (setting, maxSessions) */
export function checkMaxSessions(most: number | null): void {
  demand(most === null || (Number.isInteger(most) && most >= 1 && most <= mostSessions), 'maxSessions');
}

/** @throws DomainError object.invalid (setting, the key) */
export function checkOthers(others: Installation['others']): void {
  const entries = Object.entries(others);
  demand(entries.length <= othersLimit, 'others');
  for (const [key, value] of entries) {
    demand(otherName.test(key), 'others');
    demand(typeof value !== 'object' && (typeof value !== 'number' || Number.isFinite(value)), key);
    demand(typeof value !== 'string' || (value.length <= othersText && isStorable(value)), key);
  }
}

function isShort(text: string | null): boolean {
  return isText(text, shortText);
}

function isText(text: string | null, most: number): boolean {
  return text === null || (text.length <= most && !control.test(text) && text.isWellFormed());
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function demand(holds: boolean, field: string): void {
  if (!holds)
    throw new DomainError('object.invalid', `the setting ${field} cannot be that`, { object: 'setting', field });
}
