import { decodeOnce, type DecodedText } from './decoded-text.js';
import { isCertainName, isSecretName, isUserName } from './secret-names.js';
import { findUserinfo } from './userinfo.js';

/** What stands for a secret where it is shown. */
export const veil = '***';

/** A secret in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** What it is in this text, such as `password`, so that it can be found again when the text around it has changed. */
  readonly label: string;
}

const mostLevels = 4;
const longestLogin = 512;
const isStreamId = /^streamid$/i;
const userParameter = /[?&;/_#]u(?:ser|sr|sername|name)?=/i;
const mediaName = /\.(?:stream|sdp|smil|m3u8?|mpd|ts|mp4|m4s|mp3|aac|flv|f4v|mov|jpe?g|png|gif|webp|html?|php)$/i;
/** What stands before a colon in a path and is no login. */
const pathWords =
  /^(?:mp4|mp3|aac|flv|f4v|smil|amlst|ngrp|raw|id3|urn|file|data|live|video|audio|stream\w*|cam\w*|ch\w*|track\w*|page|id|t|time|date|lat|lng|lon|x|y|z|v|special|category|wiki|talk|help|template|image|portal)$/i;

/**
 * The secrets in a text: a URL with logins, parameters, matrix parameters, paths and fragments, URLs within it, plain or
 * percent-encoded up to four times, headers, and command lines that hold URLs. In order, apart from each other. Takes
 * time in proportion to the text.
 */
export function findSecrets(text: string): readonly Span[] {
  if (!/[:=@%/]/.test(text)) return /\s/.test(text) ? merged(findCommandSecrets(text)) : [];
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
    ...findPathSecrets(text),
    ...(isUrl ? [] : [...findPairs(text), ...findCommandSecrets(text)]),
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
  for (const match of text.matchAll(/(?<![\w.%$[\]-])([\w.%$[\]-]{1,128})=/g)) {
    const start = match.index + match[0].length;
    if (start < covered) continue;
    const name = match[1] ?? '';
    hasUser ??= userParameter.test(text);
    const isSecret = isSecretName(name) || (hasUser && /^p$/i.test(name));
    if (isStreamId.test(name)) found.push(...findInStreamId(text, start));
    if (!isSecret && !isUserName(name)) continue;
    const most = isSecret ? text.length : Math.min(text.length, start + longestLogin);
    const end = endOfValue(text, start, most, isUrl, isInPath(text, match.index));
    const value = text.slice(start, end);
    if (isSecret && (isSecretName(name, value) || !isSecretName(name)) && value !== '') {
      found.push({ start, end, label: name.toLowerCase() });
      covered = end;
    } else if (!isSecret && /^[^/:]{1,64}:[^/]/.test(value)) {
      found.push({ start: start + value.indexOf(':') + 1, end, label: name.toLowerCase() });
    }
  }
  return found;
}

/** SRT's `streamid=publish:path:user:password` and `streamid=#!::u=user,s=secret`; a plain one is only a name. */
function findInStreamId(text: string, start: number): readonly Span[] {
  const value = /^[^&\s"'<>]{0,2048}/.exec(text.slice(start, start + 2048))?.[0] ?? '';
  const end = start + value.length;
  const label = 'streamid';
  if (/^#!|=/.test(value)) return [{ start, end, label }];
  const [action = '', path = '', user = '', ...rest] = value.split(':');
  if (user === '') return [];
  const before = rest.length === 0 ? [action, path] : [action, path, user];
  return [{ start: start + before.join(':').length + 1, end, label }];
}

/** Whether no query and no fragment has begun in the URL that a position is in. */
function isInPath(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 4096), index);
  const path = before.slice(before.lastIndexOf('://') + 1);
  return path.includes('/') && !/[?#]/.test(path);
}

/** In a query a value goes on to the next parameter, whatever unusual signs a password has; in a path to its next part. */
function endOfValue(text: string, start: number, most: number, isUrl: boolean, inPath: boolean): number {
  const next = /[;,#?|][a-z][\w.%-]{0,63}=|_[a-z][a-z0-9]{0,31}=/iy;
  for (let index = start; index < most; index += 1) {
    const sign = text.charAt(index);
    if (sign === '&' || (inPath && '/?#'.includes(sign)) || (!isUrl && ' \t\r\n"\'`<>'.includes(sign))) return index;
    if (!';,#?|_'.includes(sign) || (sign === '_' && !inPath)) continue;
    next.lastIndex = index;
    if (next.test(text)) return index;
  }
  return most;
}

/** `/admin:X/` and `/token/X/`. */
function findPathSecrets(text: string): readonly Span[] {
  const logins = [
    ...text.matchAll(
      /(?<![:/\\][/\\]|:)(?:(?<=[/\\])|(?<=^[/\\]))([a-z][\w.-]{0,31}):([^/?#\s"'<>\\]{1,255})(?=[/?#\s"'<>\\]|$)/gi,
    ),
  ].flatMap((match): Span[] => {
    const [whole, name = '', value = ''] = match;
    const isKnown = /^(?:admin|root|user|operator|guest|viewer|service|supervisor)/i.test(name);
    if (pathWords.test(name) || mediaName.test(value) || value.startsWith('//')) return [];
    if (!isKnown && /^[\d.:,-]+$/.test(value)) return [];
    const end = match.index + whole.length;
    return [{ start: end - value.length, end, label: name.toLowerCase() }];
  });
  const named = [
    ...text.matchAll(
      /[/\\](passwo?r?d|passwd|pwd|passphrase|token|api[_-]?key|access[_-]?token|auth[_-]?token|secret)[/\\]([^/?#\s"'<>\\]{1,512})/gi,
    ),
  ].map((match): Span => {
    const end = match.index + match[0].length;
    return { start: end - (match[2]?.length ?? 0), end, label: `/${match[1]?.toLowerCase()}` };
  });
  return [...logins, ...named];
}

/** `Authorization: Basic X`, `"password": "X"`, in texts that are more than a URL. */
function findPairs(text: string): readonly Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(
    /(?<![\w.-])([a-z][\w.-]{0,63})\\?["']?[ \t]{0,8}:[ \t]{0,8}(\\?["'])?(?![/\\]{2})/gi,
  )) {
    const start = match.index + match[0].length;
    const name = match[1] ?? '';
    const quote = match[2]?.at(-1);
    // "Douglas Pass: looking north" is none.
    const isName = quote ? isSecretName(name) : (isCertainName(name) && !/pass$/i.test(name)) || /-key$/i.test(name);
    if (start < (found.at(-1)?.end ?? 0) || !isName) continue;
    const isHeader = /^(?:proxy-)?authori[sz]ation$|cookie$/i.test(name);
    const ends = quote ?? (isHeader ? '\r\n"\'' : '\r\n"\', ;}');
    let end = start;
    while (end < text.length && !ends.includes(text.charAt(end))) end += text[end] === '\\' && quote ? 2 : 1;
    end = Math.min(end, text.length);
    if (end > start) found.push({ start, end, label: name.toLowerCase() });
  }
  return found;
}

/** `--password X`, `-u admin:X`, and tokens that show what they are. */
function findCommandSecrets(text: string): readonly Span[] {
  const options = [...text.matchAll(/(?<=^|\s)-{1,2}([a-z][\w-]{0,40})[ \t]{1,8}(["']?)([^\s"']{1,512})/gi)].flatMap(
    (match): Span[] => {
      const [whole, name = '', , value = ''] = match;
      const end = match.index + whole.length;
      const colon = value.indexOf(':');
      if (isSecretName(name, value)) return [{ start: end - value.length, end, label: `-${name}` }];
      const isLogin = (name === 'u' || isUserName(name)) && colon > 0 && !value.startsWith('://', colon);
      return isLogin ? [{ start: end - value.length + colon + 1, end, label: `-${name}` }] : [];
    },
  );
  const tokens = [
    ...text.matchAll(/\b(?:Basic|Bearer) (?=[A-Za-z+/._~-]{0,64}[0-9=])([A-Za-z0-9+/=._~-]{8,4096})/g),
  ].map((match): Span => {
    const end = match.index + match[0].length;
    return { start: end - (match[1]?.length ?? 0), end, label: 'scheme' };
  });
  return [...options, ...tokens];
}

/** What overlaps becomes one, with the label of the larger. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last && span.start < last.end) result[result.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else if (span.end > span.start) result.push(span);
  }
  return result;
}
