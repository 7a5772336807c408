import { DomainError } from '#errors';
import type { CameraMedia, CameraMediaChange } from '../camera-media.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json-value.js';
import { checkInputUrl } from './input-rules.js';
import { checkJson } from './json-rules.js';

/** Says what is wrong with a part, or nothing. Null never reaches it: it clears. */
type Rule = (value: JsonValue, field: string) => void;

const longestMedia = 64 * 1024;

const flag: Rule = (value, field) => assert(typeof value === 'boolean', field, 'true or false');
const anything: Rule = () => undefined;
const url: Rule = (value, field) => void checkInputUrl(value, field);
const webUrl: Rule = (value, field) =>
  assert(/^https?:/i.test(checkInputUrl(value, field)), field, 'a URL (http, https)');

function text(longest: number): Rule {
  return (value, field) =>
    assert(typeof value === 'string' && value.length <= longest, field, `at most ${longest} characters`);
}

function whole(least: number, most: number): Rule {
  return (value, field) =>
    assert(
      Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
      field,
      `a whole number from ${least} to ${most}`,
    );
}

function object(parts: Readonly<Record<string, Rule>>): Rule {
  return (value, field) => {
    if (!isJsonObject(value)) throw new DomainError('camera.invalid', `${field}: an object`, { field });
    checkParts(value, parts, field);
  };
}

const count = whole(0, Number.MAX_SAFE_INTEGER);
/** How much is recorded, of a camera and of a preset. */
const dvr = object({
  expirationSeconds: count,
  episodesExpirationSeconds: count,
  storageLimitBytes: count,
  redundancyFactor: whole(0, 100),
});

const rules: Readonly<Record<keyof CameraMedia, Rule>> = {
  static: flag,
  dvr,
  vision: anything,
  audio: anything,
  onvif: object({ ptz: flag, url: webUrl, profile: text(255) }),
  thumbnails: flag,
  thumbnailsUrl: webUrl,
  videoOnly: flag,
  motionDetectorEnabled: flag,
  substreamUrl: url,
  folderCoordinates: text(255),
  postalAddress: text(1000),
  streamerHostname: text(255),
  agent: object({ id: text(255), key: text(255), model: text(255), serial: text(255), pin: text(255) }),
  controlPort: whole(1, 65_535),
  canPublish: flag,
  notifications: anything,
  nvrSettings: anything,
  layout: anything,
  layoutRules: anything,
  labels: anything,
  pushes: anything,
  externalId: text(255),
};

/**
 * A change of media in the form in which it is merged.
 * @throws DomainError camera.invalid naming the part, such as `media.dvr.expirationSeconds`
 */
export function checkMedia(value: unknown): CameraMediaChange {
  const change = checkJson(value, longestMedia, 'media');
  if (!isJsonObject(change)) throw new DomainError('camera.invalid', 'media: an object', { field: 'media' });
  checkParts(change, rules, 'media');
  return change;
}

/** @throws DomainError camera.invalid naming the part */
export function checkDvr(value: unknown, field: string): JsonObject {
  const checked = checkJson(value, longestMedia, field);
  dvr(checked, field);
  return isJsonObject(checked) ? checked : {};
}

/** What changes have added up to is bounded, too. @throws DomainError camera.invalid (media) */
export function checkMediaSize(media: CameraMedia): void {
  checkJson(media, longestMedia, 'media');
}

function checkParts(value: JsonObject, parts: Readonly<Record<string, Rule>>, field: string): void {
  for (const [key, part] of Object.entries(value)) {
    const rule = Object.hasOwn(parts, key) ? parts[key] : undefined;
    if (rule === undefined) throw new DomainError('camera.invalid', `${field}: no part of it is named so`, { field });
    if (part !== null) rule(part, `${field}.${key}`);
  }
}

function assert(holds: boolean, field: string, expectation: string): void {
  if (!holds) throw new DomainError('camera.invalid', `${field}: ${expectation}`, { field });
}
