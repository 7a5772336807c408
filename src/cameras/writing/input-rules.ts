import { DomainError } from '#errors';
import type { CameraInput } from '../camera-media.js';
import { isJsonObject } from '../json-value.js';
import { checkJson } from './json-rules.js';
import { parseUrl } from '../secrets/parse-url.js';

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
