import type { Config } from '#config';
import { tokenProfiles, type TokenProfile } from '../credential.js';

/** How a token says which doors it opens, and how long it may live at most. */
export interface ProfileRules {
  readonly profile: TokenProfile;
  readonly type: string;
  readonly audience: string;
  /** A door may ask for less, never for more; a token that claims more is refused. */
  readonly maximumSeconds: number;
}

const types: Readonly<Record<TokenProfile, string>> = { native: 'at+jwt', cam2: 'cam2+jwt', watcher: 'wat+jwt' };
// CAM2 v2 tokens live five minutes whatever v1's setting is (spec/decisions.md).
const cam2V2Seconds = 300;

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
      maximumSeconds: Math.max(config.cam2V1TokenSeconds, cam2V2Seconds),
    },
    watcher: {
      profile: 'watcher',
      type: types.watcher,
      audience: `${issuer}/watcher`,
      maximumSeconds: config.accessTokenSeconds,
    },
  };
}

/** RFC 8725 §3.11: the type in the header, case-insensitively and with or without `application/`. */
export function profileOfType(type: unknown): TokenProfile | undefined {
  if (typeof type !== 'string') return undefined;
  const bare = type.toLowerCase().replace(/^application\//, '');
  return tokenProfiles.find((profile) => types[profile] === bare);
}
