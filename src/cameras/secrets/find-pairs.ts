import { isCertainName, isSecretName, isUserName } from './secret-names.js';

/** Names of any script, perhaps as bytes; what stands before them matters in a URL. */
const pair =
  /(?<![\w.\u0080-\uff19\uff21-\uffff-])([a-z\u0080-\uff19\uff21-\uffff][\w.\u0080-\uff19\uff21-\uffff-]{0,63})(\\{0,7}["'])?[ \t]{0,8}[:：][ \t]{0,8}(\\{0,7}["'])?(?![/\\]{2})/gi;
const loginWord = /(?<![a-z])(?:user|username|usr|login|account)(?![a-z])/i;

/** `Authorization: Basic X`, `"password": "X"` in texts and within URLs, `?password:X`. */
export function findPairs(text: string, isUrl: boolean): readonly Span[] {
  const found: Span[] = [];
  let hasLogin: boolean | undefined;
  for (const match of text.matchAll(pair)) {
    const start = match.index + match[0].length;
    const [, name = '', closed, opened] = match;
    if (start < (found.at(-1)?.end ?? 0)) continue;
    if (isUrl && closed === undefined && !'?&;,{#=|!+ '.includes(text.charAt(match.index - 1))) continue;
    // "Douglas Pass: looking north" is none, unless a login stands beside it.
    const isPlace = (): boolean => !isUrl && /pass$/i.test(name) && !(hasLogin ??= loginWord.test(text));
    const isName =
      opened !== undefined || isUrl
        ? isSecretName(name)
        : (isCertainName(name) && (closed !== undefined || !isPlace())) || /-key$/i.test(name);
    if (!isName) continue;
    const end = endOfPair(text, start, opened, isUrl ? '&' : endsOf(name, text.charAt(start)));
    if (end > start) found.push({ start, end, label: name.toLowerCase() });
  }
  return found;
}

/** The signs at which a value without quotes ends: a header's at its line, a list's behind it. */
function endsOf(name: string, first: string): string {
  if (first === '[') return '\r\n]';
  if (first === '{') return '\r\n}';
  const isHeader = /^(?:proxy-)?authori[sz]ation$|cookie$/i.test(name);
  return isHeader ? '\r\n"\'' : '\r\n"\', ;}';
}

/** @param opened the quote before it, perhaps escaped: it ends at the same one */
function endOfPair(text: string, start: number, opened: string | undefined, ends: string): number {
  const quote = opened?.at(-1);
  let end = start;
  while (end < text.length && !(quote ?? ends).includes(text.charAt(end)))
    end += text[end] === '\\' && opened !== undefined ? 2 : 1;
  return Math.min(end, text.length);
}

/** `--password X` and `-u admin:X`. */
export function findCommandSecrets(text: string): readonly Span[] {
  return [...text.matchAll(/(?<=^|\s)-{1,2}([a-z][\w-]{0,40})[ \t]{1,8}(["']?)([^\s"']{1,512})/gi)].flatMap(
    (match): Span[] => {
      const [whole, name = '', , value = ''] = match;
      const end = match.index + whole.length;
      const colon = value.indexOf(':');
      if (isSecretName(name, value)) return [{ start: end - value.length, end, label: `-${name}` }];
      const isLogin = (name === 'u' || isUserName(name)) && colon > 0 && !value.startsWith('://', colon);
      return isLogin ? [{ start: end - value.length + colon + 1, end, label: `-${name}` }] : [];
    },
  );
}

/** Tokens that name their kind: `Basic X`, `Bearer X`. */
export function findTokens(text: string): readonly Span[] {
  return [
    ...text.matchAll(/\b(?:Basic|Bearer)(?: |\+)(?=[A-Za-z+/._~-]{0,64}[0-9=])([A-Za-z0-9+/=._~-]{8,4096})/g),
  ].map((match): Span => ofLastGroup(match, 'scheme'));
}

/** Values that are `login:password` in base64, as Basic authentication sends it. */
export function findEncodedLogins(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/_-]{8,}/g)) {
    const scheme = /^basic\+/i.test(run) ? 'basic+'.length : 0;
    const start = index + scheme;
    const value = run.slice(scheme);
    const isAnnounced = scheme > 0 || /^(?:.{0,6}[=:"']|.?\bbasic )$/i.test(text.slice(Math.max(0, start - 7), start));
    if (isAnnounced && value.length >= 8 && value.length <= 512 && isEncodedLogin(value))
      spans.push({ start, end: start + value.length, label: 'encoded' });
  }
  return spans;
}

function isEncodedLogin(value: string): boolean {
  return /^[a-z][\w.@-]{0,63}:[\x20-\x7e]{1,255}$/i.test(Buffer.from(value, 'base64').toString('latin1'));
}

function ofLastGroup(match: RegExpExecArray, label: string): Span {
  const end = match.index + match[0].length;
  return { start: end - (match[1]?.length ?? 0), end, label };
}

/** A secret in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Its name in this text, such as `password`, by which it is found again when the text around it has changed. */
  readonly label: string;
}
