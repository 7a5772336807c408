/**
 * Which doors a token opens (RFC 8725 §3.11): each has its own `typ` and `aud`, and verifiers accept only the profiles
 * their door names. `native` opens every door that can carry it.
 */
export const tokenProfiles = ['native', 'cam2', 'cam2-v2', 'watcher'] as const;
export type TokenProfile = (typeof tokenProfiles)[number];

/** What a request may present. A dialect finds it on its wire; the auth room decides what it is worth. */
export type Credential =
  | { readonly kind: 'access-token'; readonly token: string; readonly accepts: readonly TokenProfile[] }
  | { readonly kind: 'password'; readonly login: string; readonly password: string }
  | { readonly kind: 'client-secret'; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'refresh-token'; readonly token: string }
  | { readonly kind: 'session-key'; readonly key: string }
  /** `login` names the user (`x-vsaas-user`); `bearer` when the key came as a Bearer token and needs no login beside it. */
  | { readonly kind: 'api-key'; readonly key: string; readonly login?: string; readonly bearer?: boolean }
  /** Something was presented that cannot be read: two headers, bad base64, control characters. */
  | { readonly kind: 'malformed'; readonly reason: MalformedCredential };

export type MalformedCredential =
  'scheme-unknown' | 'token-absent' | 'token-spaced' | 'not-basic' | 'repeated' | 'conflicting';
export type CredentialKind = Credential['kind'];

/** Where a request came from, for throttles, sessions and audit. */
export interface Origin {
  /** The door's name: a dialect, or `cli`. */
  readonly dialect: string;
  readonly ip: string;
  readonly userAgent?: string;
  readonly requestId?: string;
}
