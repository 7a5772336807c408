import type { SignInOptions } from '#auth';
import type { Config } from '#config';

/** A session of API v2: a key that stays the same, and no token. */
export function sessionOptions(config: Config): SignInOptions {
  return {
    profile: 'watcher',
    accessSeconds: config.accessTokenSeconds,
    refreshSeconds: config.refreshTokenSeconds,
    rotation: 'off',
    sessionKey: true,
    accessToken: false,
  };
}
