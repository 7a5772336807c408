import { isMarkedTicket } from '#playback';
import { textOf, tokensIn } from './text-of.js';

/** Always all of them (MTX): a body without one is not MediaMTX's. */
const keys = ['ip', 'user', 'password', 'token', 'action', 'path', 'protocol', 'id', 'query', 'userAgent'] as const;

export const cameraActions = { read: 'play', playback: 'play', publish: 'publish' } as const;
export const operatorActions: ReadonlySet<string> = new Set(['api', 'metrics', 'pprof']);

/** What MediaMTX sends when somebody comes. */
export interface MediamtxQuestion {
  readonly action: string;
  readonly path: string;
  readonly protocol: string;
  readonly ip: string | undefined;
  /** Of HLS and WebRTC players the token is in the query string only. */
  readonly tickets: readonly string[];
  readonly password: { readonly login: string; readonly password: string } | undefined;
  readonly query: URLSearchParams;
}

/** Undefined when a key is missing or is no text; `id` may be null. */
export function readMediamtxQuestion(body: unknown): MediamtxQuestion | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = new Map<string, string>();
  for (const key of keys) {
    if (!Object.hasOwn(body, key)) return undefined;
    const value: unknown = Reflect.get(body, key);
    if (typeof value !== 'string' && !(key === 'id' && value === null)) return undefined;
    fields.set(key, typeof value === 'string' ? value : '');
  }
  const text = (key: (typeof keys)[number]): string => fields.get(key) ?? '';
  const [login, password] = [text('user'), text('password')];
  const tickets = [text('token'), ...tokensIn(text('query')), password].filter((ticket) => ticket !== '');
  return {
    action: text('action'),
    path: text('path'),
    protocol: text('protocol'),
    ip: textOf(body, 'ip'),
    tickets: [...new Set(tickets)],
    password: login === '' || password === '' || isMarkedTicket(password) ? undefined : { login, password },
    query: new URLSearchParams(text('query')),
  };
}
