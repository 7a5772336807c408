import type { Config } from '#config';
import { tokenProfiles, type TokenProfile } from '../credential.js';

/** `client_id` of the tokens that people get at our own sign-in routes, without any OAuth client. */
export const firstPartyClient = 'camgate';

/** The type and audience of a profile's tokens, and their longest life. */
export interface ProfileRules {
  readonly profile: TokenProfile;
  readonly type: string;
  readonly audience: string;
  /** A dialect may issue shorter ones; a token that claims a longer life is rejected. */
  readonly maximumSeconds: number;
}

const types: Readonly<Record<TokenProfile, string>> = {
  native: 'at+jwt',
  cam2: 'cam2+jwt',
  'cam2-v2': 'cam2v2+jwt',
  watcher: 'wat+jwt',
};

export function profileRules(config: Config): Readonly<Record<TokenProfile, ProfileRules>> {
  const issuer = config.publicUrl;
  return {
    native: {
      profile: 'native',
      type: types.native,
      audience: issuer,
      maximumSeconds: config.accessTokenSeconds,
    },
    cam2: {
      profile: 'cam2',
      type: types.cam2,
      audience: `${issuer}/cam2`,
      maximumSeconds: config.cam2V1TokenSeconds,
    },
    'cam2-v2': {
      profile: 'cam2-v2',
      type: types['cam2-v2'],
      audience: `${issuer}/cam2/v2`,
      maximumSeconds: config.cam2V2TokenSeconds,
    },
    watcher: {
      profile: 'watcher',
      type: types.watcher,
      audience: `${issuer}/watcher`,
      maximumSeconds: config.accessTokenSeconds,
    },
  };
}

const headerForm = /^[A-Za-z0-9_-]{1,1000}(?=\.)/;

/** The profile that a token claims, before anything of it is verified; undefined where it is none of ours. */
export function claimedProfile(token: string): TokenProfile | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(headerForm.exec(token)?.[0] ?? '', 'base64url').toString());
    return header instanceof Object && 'typ' in header ? profileOfType(header.typ) : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 8725 §3.11: the type in the header, case-insensitively and with or without `application/`. */
export function profileOfType(type: unknown): TokenProfile | undefined {
  if (typeof type !== 'string') return undefined;
  const bare = type.toLowerCase().replace(/^application\//, '');
  return tokenProfiles.find((profile) => types[profile] === bare);
}
