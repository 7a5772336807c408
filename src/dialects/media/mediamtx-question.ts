import { isMarkedCredential } from '#playback';
import { textOf, tokensIn } from './question-fields.js';

/**
 * What MediaMTX sends today (MTX). Every version sends the action and the path; `token` came with 1.12 and `userAgent` with
 * 1.19, and none of the rest is needed to answer.
 */
const demanded = ['action', 'path'] as const;
const optional = ['ip', 'user', 'password', 'token', 'protocol', 'id', 'query', 'userAgent'] as const;
type Key = (typeof demanded)[number] | (typeof optional)[number];

export const cameraActions = { read: 'play', playback: 'play', publish: 'publish' } as const;
export const operatorActions: ReadonlySet<string> = new Set(['api', 'metrics', 'pprof']);

/** What MediaMTX sends when somebody comes. */
export interface MediamtxQuestion {
  readonly action: string;
  readonly path: string;
  readonly protocol: string;
  readonly ip: string | undefined;
  /** Of HLS and WebRTC players the token is in the query string only. */
  readonly credentials: readonly string[];
  readonly password: { readonly login: string; readonly password: string } | undefined;
  readonly query: URLSearchParams;
}

/** Undefined where the action or the path is missing, or anything is no text; `id` may be null. */
export function readMediamtxQuestion(body: unknown): MediamtxQuestion | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = new Map<Key, string>();
  for (const key of [...demanded, ...optional]) {
    const value: unknown = Object.hasOwn(body, key) ? Reflect.get(body, key) : undefined;
    if (typeof value === 'string') fields.set(key, value);
    else if (value !== undefined && !(key === 'id' && value === null)) return undefined;
  }
  if (!demanded.every((key) => fields.has(key))) return undefined;
  const text = (key: Key): string => fields.get(key) ?? '';
  const [login, password] = [text('user'), text('password')];
  const credentials = [text('token'), ...tokensIn(text('query')), password].filter((credential) => credential !== '');
  return {
    action: text('action'),
    path: text('path'),
    protocol: text('protocol'),
    ip: textOf(body, 'ip'),
    credentials: [...new Set(credentials)],
    password: login === '' || password === '' || isMarkedCredential(password) ? undefined : { login, password },
    query: new URLSearchParams(text('query')),
  };
}
