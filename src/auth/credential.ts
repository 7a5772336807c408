import type { DpopProof } from './tokens/dpop-proof.js';

/**
 * Which APIs accept a token (RFC 8725 §3.11): each profile has its own `typ` and `aud`, and a dialect accepts only the
 * profiles that it names. `native` works in every dialect that can carry it.
 */
export const tokenProfiles = ['native', 'cam2', 'cam2-v2', 'watcher'] as const;
export type TokenProfile = (typeof tokenProfiles)[number];

/** What a request may present. A dialect reads it from the request; the auth module verifies it. */
export type Credential =
  | {
      readonly kind: 'access-token';
      readonly token: string;
      readonly accepts: readonly TokenProfile[];
      /** Where it was presented with the scheme DPoP; undefined: as a Bearer token. */
      readonly proof?: DpopProof;
    }
  | { readonly kind: 'password'; readonly login: string; readonly password: string }
  | { readonly kind: 'client-secret'; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'refresh-token'; readonly token: string }
  | { readonly kind: 'session-key'; readonly key: string }
  /** `login` names the user (`x-vsaas-user`); `bearer`: the key came as a Bearer token and needs no login. */
  | { readonly kind: 'api-key'; readonly key: string; readonly login?: string; readonly bearer?: boolean }
  /** Something was presented that cannot be read: two headers, bad base64, control characters. */
  | { readonly kind: 'malformed'; readonly reason: MalformedCredential };

export type MalformedCredential =
  'scheme-unknown' | 'token-absent' | 'token-spaced' | 'not-basic' | 'repeated' | 'conflicting';
export type CredentialKind = Credential['kind'];

/** Where a request came from, for throttles, sessions and audit. */
export interface Origin {
  /** A dialect's name, or `cli`. */
  readonly dialect: string;
  readonly ip: string;
  readonly userAgent?: string;
  readonly requestId?: string;
}
