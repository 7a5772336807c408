import type { SignInOptions } from '#auth';
import type { Config } from '#config';

/** What every sign-in at this door asks for. Clients store the first refresh token for ever (SEED): it does not rotate. */
export function signInOptions(config: Config): SignInOptions {
  return {
    profile: 'watcher',
    accessSeconds: config.accessTokenSeconds,
    refreshSeconds: config.refreshTokenSeconds,
    rotation: 'off',
    sessionKey: false,
  };
}
