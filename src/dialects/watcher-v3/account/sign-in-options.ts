import type { SignInOptions } from '#auth';
import type { Config } from '#config';

/** The options of every sign-in with this API. Clients store the first refresh token for ever (SEED): it does not rotate. */
export function signInOptions(config: Config): SignInOptions {
  return {
    profile: 'watcher',
    accessSeconds: config.accessTokenSeconds,
    refreshSeconds: config.refreshTokenSeconds,
    rotation: 'off',
    sessionKey: false,
  };
}
