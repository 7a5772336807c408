import { readTag } from '#access';
import { DomainError } from '#errors';
import { isIP } from 'node:net';
import { cameraKinds, cameraProtocols } from '../camera.js';
import { degrees } from '../search/sphere.js';
import type { DraftField } from './camera-values.js';
import { checkInputs, checkMedia } from './media-rules.js';
import { parseUrl } from '../secrets/parse-url.js';
import { mediaOf } from '../url-media.js';
import { countryName } from '../places/countries.js';

/** Returns a value in the form in which it is stored, or throws; null never reaches it. */
type Rule = (value: unknown, field: DraftField) => unknown;

const mostTags = 32;
const largestInteger = 2_147_483_647;
const longestUrl = 2048;
const secondsInDay = 86_400;
const watchable = new Set('http https rtsp rtsps rtmp rtmps srt ws wss mms udp rtp'.split(' '));
const readable = new Set(['http', 'https']);

/** Fields that a camera cannot be without: null does not clear them. */
const required: ReadonlySet<DraftField> = new Set(['name', 'cameraId', 'organizationId', 'kind', 'enabled']);

const rules: Readonly<Record<DraftField, Rule>> = {
  name: matching(/^[\w.~-]+(\/[\w.~-]+)*$/, 255),
  cameraId: integer(0, largestInteger),
  legacyCameraId: integer(0, largestInteger),
  organizationId: integer(1, largestInteger),
  folderId: integer(1, largestInteger),
  presetId: integer(1, largestInteger),
  title: text(1000),
  description: text(4000),
  kind: oneOf(cameraKinds),
  protocol: oneOf(cameraProtocols),
  ip: where((value) => typeof value === 'string' && isIP(value) !== 0, 'an IP address'),
  port: integer(1, 65_535),
  brand: text(255),
  model: text(255),
  imagePath: text(longestUrl),
  videoPath: text(longestUrl),
  snapshotUrl: picture(url(watchable)),
  streamUrl: url(watchable),
  pageUrl: url(readable),
  inputs: checkInputs,
  media: checkMedia,
  latitude: position(90),
  longitude: position(180),
  city: text(255),
  state: text(255),
  country: country,
  timezone: where((value) => typeof value === 'string' && isTimezone(value), 'an IANA time zone'),
  tags: checkTags,
  source: text(255),
  // A reference for people in any form ("www.example.org"); only URLs that a browser would run are rejected.
  sourceUrl: where(isReference, `text of at most ${longestUrl} characters`),
  externalId: text(255),
  license: text(255),
  attribution: text(1000),
  direction: text(255),
  azimuth: angle((value) => value >= 0 && value < 360, 'from 0 to below 360'),
  // PostgreSQL's arithmetic refuses to underflow: the least are far below what anybody measures.
  viewAngle: number((value) => value >= 1e-6 && value <= 360, 'above 0 up to 360'),
  viewRangeMetres: number((value) => value >= 1e-3 && value <= 100_000, 'above 0 up to 100000'),
  resolutionWidth: integer(0, largestInteger),
  resolutionHeight: integer(0, largestInteger),
  // One frame in thirty years; PostgreSQL's arithmetic refuses to underflow.
  frameRate: number((value) => value >= 1e-9 && value <= 240, 'above 0 up to 240'),
  isVideo: boolean(),
  outdoors: boolean(),
  traffic: boolean(),
  inactive: boolean(),
  isActiveImage: boolean(),
  isActiveVideo: boolean(),
  utcOffsetSeconds: integer(-secondsInDay, secondsInDay),
  timezoneCode: text(255),
  timezoneName: text(255),
  referenceLogo: reference(),
  referenceUrl: reference(),
  enabled: boolean(),
  observedAt: where(isDate, 'a date (YYYY-MM-DD)'),
};

export const draftFields = Object.keys(rules) as readonly DraftField[];

/**
 * One value of a draft in the form in which it is stored; an empty text is null.
 * @throws DomainError camera.invalid naming the field
 */
export function checkField(field: DraftField, value: unknown): unknown {
  const given = value === '' && !required.has(field) ? null : value;
  if (given === null && field === 'tags') return [];
  if (given !== null) return rules[field](given, field);
  if (required.has(field)) refuse(field, 'cannot be missing');
  return null;
}

/** The first of those that differ in case and accents only stays. */
function checkTags(value: unknown, field: DraftField): readonly string[] {
  if (!Array.isArray(value) || value.length > mostTags) refuse(field, `a list of at most ${mostTags} tags`);
  const tags = new Map<string, string>();
  for (const one of value) {
    const tag = readTag(one) ?? refuse(field, 'tags of 1 to 64 characters, without commas, semicolons and //');
    const alike = foldedTag(tag);
    if (!tags.has(alike)) tags.set(alike, tag);
  }
  return [...tags.values()];
}

/** As PostgreSQL's `folded_name` for nearly every tag; where it takes two for one that this does not, one key stands for both. */
export function foldedTag(tag: string): string {
  return tag
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

function refuse(field: DraftField, expectation: string): never {
  throw new DomainError('camera.invalid', `${field}: ${expectation}`, { field });
}

function where(holds: (value: unknown) => boolean, expectation: string): Rule {
  return (value, field) => (holds(value) ? value : refuse(field, expectation));
}

function text(longest: number): Rule {
  const holds = (value: unknown): boolean =>
    typeof value === 'string' && value.length <= longest && !value.includes('\0') && value.isWellFormed();
  return where(holds, `text of at most ${longest} characters`);
}

/** A text that may be a URL without its scheme; a login and a password in it are never stored (R-ENC). */
function reference(): Rule {
  const limited = text(longestUrl);
  return (value, field) => String(limited(value, field)).replace(/^((?:[a-z][a-z0-9+.-]*:)?\/\/)?[^/?#\\]*@/i, '$1');
}

/** URL-safe characters and slashes, as Watcher's media names; no step that a URL would resolve away. */
function matching(pattern: RegExp, longest: number): Rule {
  const holds = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.length <= longest &&
    pattern.test(value) &&
    !value.split('/').some((step) => step === '.' || step === '..');
  return where(holds, `1 to ${longest} URL-safe characters and slashes`);
}

function integer(least: number, most: number): Rule {
  const holds = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  return where(holds, `an integer from ${least} to ${most}`);
}

function number(holds: (value: number) => boolean, expectation: string): Rule {
  return where((value) => typeof value === 'number' && holds(value), `a number ${expectation}`);
}

function position(most: number): Rule {
  return angle((value) => Math.abs(value) <= most, `from -${most} to ${most}`);
}

/** Degrees, without what is too small for PostgreSQL. */
function angle(holds: (value: number) => boolean, expectation: string): Rule {
  const inRange = number(holds, expectation);
  return (value, field) => degrees(Number(inRange(value, field)));
}

function boolean(): Rule {
  return where((value) => typeof value === 'boolean', 'true or false');
}

function oneOf(words: readonly string[]): Rule {
  return where((value) => typeof value === 'string' && words.includes(value), `one of ${words.join(', ')}`);
}

function url(schemes: ReadonlySet<string>): Rule {
  const holds = (value: unknown): boolean => {
    // A parser forgives control characters and spaces around; a stored URL has none.
    if (typeof value !== 'string' || value.length > longestUrl || !value.isWellFormed()) return false;
    if (/[\u0000-\u001f\u007f]|^\s|\s$/.test(value)) return false;
    const parsed = parseUrl(value);
    return parsed !== undefined && schemes.has(parsed.protocol.slice(0, -1)) && parsed.host !== '';
  };
  return where(holds, `a URL (${[...schemes].join(', ')}) of at most ${longestUrl} characters`);
}

/** A URL that is visibly not a picture's (a page's, a playlist's, a video's) is rejected. */
function picture(rule: Rule): Rule {
  return (value, field) => {
    const checked = rule(value, field);
    const media = mediaOf(String(checked));
    if (media === undefined || media === 'picture') return checked;
    throw new DomainError('camera.invalid', `${field}: the URL of a picture, not of a ${media}`, { field });
  };
}

function isReference(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > longestUrl || !value.isWellFormed()) return false;
  // Browsers read over control characters and spaces in front of a scheme and inside it.
  if (/[\u0000-\u001f\u007f]/.test(value)) return false;
  return !/^(javascript|vbscript|data|blob|file):/i.test(value.trim());
}

function country(value: unknown, field: DraftField): string {
  const code = typeof value === 'string' ? value.toUpperCase() : '';
  return isCountry(code) ? code : refuse(field, 'an ISO 3166-1 alpha-2 code');
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && !value.startsWith('0000');
}

const timezones = new Map<string, boolean>();
const mostRemembered = 1000;

/** Whether it is an ISO 3166-1 alpha-2 code, in capitals (with XK for Kosovo, as maps have it). */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && countryName(code) !== undefined;
}

/** Whether it names an IANA time zone. */
export function isTimezone(name: string): boolean {
  // Offsets such as +01:00 are accepted by Intl, but are no time zone.
  if (name.length > 64 || !/^[A-Za-z]/.test(name)) return false;
  const known = timezones.get(name) ?? isKnownToIntl(name);
  if (timezones.size < mostRemembered) timezones.set(name, known);
  return known;
}

function isKnownToIntl(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
