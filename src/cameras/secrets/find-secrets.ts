import { findCommandSecrets, findEncodedLogins, findPairs, findTokens, type Span } from './find-pairs.js';
import { isRandomName, isSecretName, isUserName } from './secret-names.js';
import { findUserinfo } from './userinfo.js';

/** Stands for a secret in stored values and answers. */
export const placeholder = '***';

const mostLevels = 4;
const longestLogin = 512;
const isStreamId = /^streamid$/i;
/** Actions of SRT servers; the part after one of them is the stream's name. */
const streamActions = /^(?:read|publish|play|request|subscribe|pull|push)$/i;
/** Names are of any script, perhaps as bytes, and `：` and `＝` (full width) are none of their signs. */
const assignment = /(?<![\w.%$[\]+\u0080-\uff19\uff21-\uffff-])([\w.%$[\]+\u0080-\uff19\uff21-\uffff-]{1,128})[=＝]/g;
const userParameter = /[?&;/_#]u(?:ser|sr|sername|name)?=/i;
const mediaName = /\.(?:stream|sdp|smil|m3u8?|mpd|ts|mp4|m4s|mp3|aac|flv|f4v|mov|jpe?g|png|gif|webp|html?|php)$/i;
/** Words before a colon in a path that are no login. */
const pathWords =
  /^(?:mp4|mp3|aac|flv|f4v|smil|amlst|ngrp|raw|id3|urn|file|data|live|video|audio|stream\w*|cam\w*|ch\w*|track\w*|page|id|t|time|date|lat|lng|lon|x|y|z|v|special|category|wiki|talk|help|template|image|portal)$/i;

/**
 * The secrets in a text: a URL with logins, parameters, matrix parameters, paths and fragments, URLs within it, plain or
 * percent-encoded up to four times, headers, and command lines that hold URLs. In order, apart from each other. Takes
 * time in proportion to the text.
 */
export function findSecrets(text: string): readonly Span[] {
  if (!/[:=@%/：＝]/.test(text)) return /\s/.test(text) ? merged(findCommandSecrets(text)) : [];
  const isUrl = /^[a-z][a-z0-9+.-]*:[/\\]/i.test(text) && !/\s/.test(text);
  const found: Span[] = [];
  let layer: DecodedText | undefined = { text };
  for (let level = 0; layer && level < mostLevels; level += 1) {
    const { starts } = layer;
    const at = (index: number): number => starts?.[index] ?? index;
    for (const { start, end, label } of scan(layer.text, isUrl)) found.push({ start: at(start), end: at(end), label });
    layer = decodeOnce(layer);
  }
  return merged(found);
}

function scan(text: string, isUrl: boolean): readonly Span[] {
  return [
    ...findUserinfo(text, isUrl).map((range) => ({ ...range, label: `userinfo${hostBehind(text, range.end)}` })),
    ...findAssignments(text, isUrl),
    ...findPathSecrets(text, isUrl),
    ...findPairs(text, isUrl),
    ...findTokens(text),
    ...findEncodedLogins(text),
    ...(isUrl ? [] : findCommandSecrets(text)),
  ];
}

/** Of which host a login is: it belongs to no other. */
function hostBehind(text: string, end: number): string {
  return /^[^/?#&\\\s"'<>]*/.exec(text.slice(end, end + 255))?.[0].toLowerCase() ?? '';
}

/** `name=value` wherever it stands: queries, matrix parameters, fragments, paths (`/user=admin_password=X_channel=1`). */
function findAssignments(text: string, isUrl: boolean): readonly Span[] {
  const found: Span[] = [];
  let hasUser: boolean | undefined;
  let covered = 0;
  for (const match of text.matchAll(assignment)) {
    const start = match.index + match[0].length;
    if (start < covered) continue;
    const name = match[1] ?? '';
    hasUser ??= userParameter.test(text);
    const isPassword = hasUser && /^p$/i.test(name);
    const isSecret = isPassword || isSecretName(name) || isRandomName(name);
    const isStream = isStreamId.test(name);
    if (!isSecret && !isStream && !isUserName(name)) continue;
    const most = isSecret ? text.length : Math.min(text.length, start + longestLogin);
    const inPath = isInPath(text, match.index);
    const end = endOfValue(text, start, most, isUrl, inPath);
    const value = text.slice(start, end);
    const piece = /^[^&?#]*/.exec(value)?.[0] ?? '';
    const label = name.toLowerCase();
    if (isSecret && value !== '' && (isPassword || isSecretName(name, piece))) {
      found.push({ start, end, label });
      covered = end;
    } else if (isStream) {
      const shortest = /^[^&\s"'<>]{0,2048}/.exec(text.slice(start, start + 2048))?.[0] ?? '';
      found.push(...findInStreamId(value.length > shortest.length ? value : shortest, start));
    } else if (!isSecret && /^[^/:]{1,64}:[^/]/.test(value)) {
      found.push({ start: start + value.indexOf(':') + 1, end, label });
    }
  }
  return found;
}

/**
 * SRT's `streamid=publish:path:user:password`, `streamid=user:password` and `streamid=#!::u=user,s=secret`; a plain one
 * is only a name.
 */
function findInStreamId(value: string, start: number): readonly Span[] {
  const end = start + value.length;
  const label = 'streamid';
  if (/^#!|=/.test(value)) return [{ start, end, label }];
  const [action = '', path, user, ...rest] = value.split(':');
  if (path === undefined) return [];
  if (!streamActions.test(action)) return [{ start: start + action.length + 1, end, label }];
  if (user === undefined || user === '') return [];
  const before = rest.length === 0 ? [action, path] : [action, path, user];
  return [{ start: start + before.join(':').length + 1, end, label }];
}

/** Whether no query and no fragment has begun in the URL that a position is in. */
function isInPath(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 4096), index);
  const path = before.slice(before.lastIndexOf('://') + 1);
  return path.includes('/') && !/[?#]/.test(path);
}

/**
 * A value ends at the next `name=value`, in a path at the next part that is one: anything between may be the rest of a
 * password that has the sign in it.
 */
function endOfValue(text: string, start: number, most: number, isUrl: boolean, inPath: boolean): number {
  const next = /&(?:amp;)?[\w.%$[\]~+\u0080-\uffff-]{1,64}=|[;,#?|/][a-z][\w.%-]{0,63}=|_[a-z][a-z0-9]{0,31}=/iy;
  for (let index = start; index < most; index += 1) {
    const sign = text.charAt(index);
    if (!isUrl && ' \t\r\n"\'`<>'.includes(sign)) return index;
    if (!'&;,#?|_/'.includes(sign) || ('_/'.includes(sign) && !inPath)) continue;
    next.lastIndex = index;
    if (next.test(text)) return index;
  }
  return most;
}

/** `/admin:X/` and `/token/X/`. */
function findPathSecrets(text: string, isUrl: boolean): readonly Span[] {
  const logins = text.matchAll(
    /(?<![:/\\][/\\]|:)(?:(?<=[/\\])|(?<=^[/\\]))([a-z][\w.-]{0,31}):([^/?#\s"'<>\\]{1,255})(?=[/?#\s"'<>\\]|$)/gi,
  );
  const named = text.matchAll(
    /[/\\](passwo?r?d|passwd|pwd|passphrase|token|api[_-]?key|access[_-]?token|auth[_-]?token|secret)[/\\]([^/?#\s"'<>\\]{1,512})/gi,
  );
  return [
    ...behind(text, isUrl, logins, (name, value) => (isLogin(name, value) ? name : undefined)),
    ...behind(text, isUrl, named, (name) => `/${name}`),
  ];
}

/** Spans from the second group of each match to the end of the value. */
function behind(
  text: string,
  isUrl: boolean,
  matches: Iterable<RegExpExecArray>,
  labelOf: (name: string, value: string) => string | undefined,
): readonly Span[] {
  const found: Span[] = [];
  for (const match of matches) {
    const [whole, name = '', value = ''] = match;
    const start = match.index + whole.length - value.length;
    const label = labelOf(name.toLowerCase(), value);
    if (label === undefined || start < (found.at(-1)?.end ?? 0)) continue;
    found.push({ start, end: endOfValue(text, start, text.length, isUrl, true), label });
  }
  return found;
}

function isLogin(name: string, value: string): boolean {
  const isKnown = /^(?:admin|root|user|operator|guest|viewer|service|supervisor)/.test(name);
  if (pathWords.test(name) || mediaName.test(value) || value.startsWith('//')) return false;
  return isKnown || !/^[\d.:,-]+$/.test(value);
}

/** Overlapping spans become one, with the label of the larger. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last && span.start < last.end) result[result.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else if (span.end > span.start) result.push(span);
  }
  return result;
}

/** A text, and where each of its characters stood before it was decoded; `starts` has one more, for the end. */
export interface DecodedText {
  readonly text: string;
  readonly starts?: readonly number[];
}

/** Decodes one level of percent-encoding, byte by byte; undefined where there is none. */
export function decodeOnce({ text, starts }: DecodedText): DecodedText | undefined {
  if (!/%[0-9a-f]{2}/i.test(text)) return undefined;
  const characters: string[] = [];
  const origins: number[] = [];
  for (let index = 0; index < text.length;) {
    const code = text[index] === '%' ? byteAt(text, index + 1) : undefined;
    characters.push(code === undefined ? text.charAt(index) : String.fromCharCode(code));
    origins.push(starts?.[index] ?? index);
    index += code === undefined ? 1 : 3;
  }
  origins.push(starts?.[text.length] ?? text.length);
  return { text: characters.join(''), starts: origins };
}

function byteAt(text: string, index: number): number | undefined {
  const digits = text.slice(index, index + 2);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}
