import type { CameraInput } from '#cameras';
import { InputError } from '../../http/input.error.js';

/** The key of an input under which the options are stored, as one text: only the media server interprets them. */
const key = 'url_options';
const secret = /pass|secret|token|auth|header|cookie|key/i;

/**
 * The URL of a stream, optionally followed by options for the media server: `rtsp://camera.example/1 tracks=1`
 * (AX).
 * @throws InputError input.invalid for an option that may hold a secret, which nothing would redact
 */
export function readStreamUrl(field: string, text: string): CameraInput {
  const start = startOfOptions(text);
  const [url, options] = [text.slice(0, start).trim(), text.slice(start).trim()];
  if (options === '') return { url: text };
  if (options.split(/\s+/).some((option) => secret.test(option.split('=', 1)[0] ?? '')))
    throw InputError.at(field, 'secret', `${field} must not carry a secret in an option: nothing would hide it.`);
  return { url, options: { [key]: options.replace(/\s+/g, ' ') } };
}

/** The index after the first word from where on there is only `name=value name=value`. */
function startOfOptions(text: string): number {
  const words = [...text.matchAll(/\S+/g)];
  const lastOther = words.findLastIndex(([word]) => !/^[a-z][a-z0-9_]*=[^@]+$/i.test(word));
  return words[Math.max(lastOther, 0) + 1]?.index ?? text.length;
}

export function writeStreamUrl({ url, options }: CameraInput): string {
  const written = options?.[key];
  return typeof written === 'string' ? `${url} ${written}` : url;
}

/** The options of an input without those of its URL, for when the URL is replaced. */
export function withoutUrlOptions(options: CameraInput['options']): NonNullable<CameraInput['options']> {
  const { [key]: _, ...others } = options ?? {};
  return others;
}
