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

/** RFC 8725 §3.11: the type in the header, case-insensitively and with or without `application/`. */
export function profileOfType(type: unknown): TokenProfile | undefined {
  if (typeof type !== 'string') return undefined;
  const bare = type.toLowerCase().replace(/^application\//, '');
  return tokenProfiles.find((profile) => types[profile] === bare);
}
