import type { CameraInput } from '#cameras';
import { InputError } from '../../input.error.js';

/** Where an input keeps them: a text, because each means what its media server makes of it. */
const key = 'url_options';
const secret = /(?:^|\s)[a-z0-9_]*(?:pass|secret|token|auth|header|cookie|key)[a-z0-9_]*=/i;

/**
 * The URL of a stream, behind which options may stand as media servers are told them: `rtsp://camera.example/1 tracks=1`
 * (AX).
 * @throws InputError input.invalid for an option that would show a secret
 */
export function readStreamUrl(field: string, text: string): CameraInput {
  const [, url, options] = /^(\S.*?)((?:\s+[a-z][a-z0-9_]*=[^\s@]+)+)\s*$/i.exec(text) ?? [];
  if (url === undefined || options === undefined) return { url: text };
  if (secret.test(options))
    throw InputError.at(field, 'secret', `${field} must not carry a secret in an option: nothing would hide it.`);
  return { url, options: { [key]: options.trim().replace(/\s+/g, ' ') } };
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
