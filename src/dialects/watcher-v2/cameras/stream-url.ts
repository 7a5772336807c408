import type { CameraInput } from '#cameras';
import { InputError } from '../../http/input.error.js';

/** Where an input keeps them: a text, because each means what its media server makes of it. */
const key = 'url_options';
const secret = /pass|secret|token|auth|header|cookie|key/i;

/**
 * The URL of a stream, behind which options may stand as media servers are told them: `rtsp://camera.example/1 tracks=1`
 * (AX).
 * @throws InputError input.invalid for an option that would show a secret
 */
export function readStreamUrl(field: string, text: string): CameraInput {
  const start = startOfOptions(text);
  const [url, options] = [text.slice(0, start).trim(), text.slice(start).trim()];
  if (options === '') return { url: text };
  if (options.split(/\s+/).some((option) => secret.test(option.split('=', 1)[0] ?? '')))
    throw InputError.at(field, 'secret', `${field} must not carry a secret in an option: nothing would hide it.`);
  return { url, options: { [key]: options.replace(/\s+/g, ' ') } };
}

/** Where, behind the first word, nothing follows any more but `name=value name=value`. */
function startOfOptions(text: string): number {
  const words = [...text.matchAll(/\S+/g)];
  const lastOther = words.findLastIndex(([word]) => !/^[a-z][a-z0-9_]*=[^@]+$/i.test(word));
  return words[Math.max(lastOther, 0) + 1]?.index ?? text.length;
}

export function writeStreamUrl({ url, options }: CameraInput): string {
  const said = options?.[key];
  return typeof said === 'string' ? `${url} ${said}` : url;
}

/** What else was said of an input, without the options of a URL that is no longer its own. */
export function withoutUrlOptions(options: CameraInput['options']): NonNullable<CameraInput['options']> {
  const { [key]: _, ...others } = options ?? {};
  return others;
}
