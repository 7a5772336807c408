import { DomainError } from '#errors';
import type { CameraInput, CameraMedia, CameraMediaChange } from '../camera-media.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json-value.js';
import { checkJson } from './json-rules.js';
import { parseUrl } from '../secrets/parse-url.js';

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

const mostInputs = 16;
const longestUrl = 2048;
const longestOptions = 16 * 1024;

/** Where media come from as media servers write it (WD, GO25): protocols, some of them with the way they are asked for. */
const schemes = new Set(
  [
    'rtsp rtsps rtsp-udp rtsp2 rtsps2 rtmp rtmps http https hls hlss mjpeg mjpegs tshttp tshttps mpegts-http',
    'mpegts-https mpegts-tcp mpegts-udp tcp udp rtp srt webrtc whep ws wss mms m4f m4fs m4s m4ss shoutcast',
    'onvif agent',
  ].flatMap((words) => words.split(' ')),
);
/** Sources that are no place: what is published to the server, what it draws itself, a file of its own. */
const placeless = new Set(['publish', 'fake', 'file', 'copy', 'timeshift']);

/**
 * A list of inputs in the form in which it is held, credentials still in the URLs.
 * @throws DomainError camera.invalid (inputs)
 */
export function checkInputs(value: unknown): readonly CameraInput[] {
  if (!Array.isArray(value) || value.length > mostInputs) throw refusal(`a list of at most ${mostInputs}`);
  return value.map((input: unknown) => {
    if (!(input instanceof Object) || !('url' in input)) throw refusal('each has a URL');
    const options = 'options' in input ? (input.options ?? {}) : {};
    const known = checkJson(options, longestOptions, 'inputs');
    if (!isJsonObject(known)) throw refusal('options are an object');
    return { url: checkInputUrl(input.url, 'inputs'), ...(Object.keys(known).length === 0 ? {} : { options: known }) };
  });
}

/** @throws DomainError camera.invalid naming the field */
export function checkInputUrl(value: unknown, field: string): string {
  const problem = typeof value === 'string' ? problemOfUrl(value) : notUrl;
  if (problem === undefined) return value as string;
  throw new DomainError('camera.invalid', `${field}: ${problem}`, { field });
}

const notUrl = 'a URL such as rtsp://camera.example/stream is needed, this is not a URL';

/** What is wrong with a URL; its own text is not told again, as it may hold a password. */
function problemOfUrl(value: string): string | undefined {
  if (value.length > longestUrl) return `a URL has at most ${longestUrl} characters`;
  // A parser forgives control characters and spaces around; a stored URL has none.
  if (!value.isWellFormed() || /[\u0000-\u001f\u007f]|^\s|\s$/.test(value))
    return 'a URL has no control characters and no spaces around it';
  const parsed = parseUrl(value);
  if (parsed === undefined || !/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return notUrl;
  const scheme = parsed.protocol.slice(0, -1);
  if (placeless.has(scheme)) return undefined;
  if (!schemes.has(scheme)) return 'a URL of a camera begins with rtsp://, http:// or another scheme of media';
  return parsed.host === '' ? 'a URL of a camera names a host' : undefined;
}

function refusal(expectation: string): DomainError {
  return new DomainError('camera.invalid', `inputs: ${expectation}`, { field: 'inputs' });
}
