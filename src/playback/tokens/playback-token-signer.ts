import { Clock, Config, Vault } from '#config';
import { Injectable } from '@nestjs/common';
import { type MediaAction, type PlaybackClaims, PlaybackTokenForm } from './playback-token.js';

/** Issues playback tokens that start a session within `Config.playbackTokenSeconds`, and reads them. */
@Injectable()
export class PlaybackTokenSigner {
  private readonly form: PlaybackTokenForm;
  readonly seconds: number;

  constructor(
    private readonly clock: Clock,
    vault: Vault,
    config: Config,
  ) {
    this.form = new PlaybackTokenForm(vault.derive('playback'), vault.keyId, vault.deriveAll('playback'));
    this.seconds = config.playbackTokenSeconds;
  }

  /** @param endsAt when it ends at the latest, in seconds since 1970 */
  make(
    action: MediaAction,
    user: Pick<PlaybackClaims, 'userId' | 'epoch' | 'basis'>,
    cameraName: string,
    endsAt: number = Infinity,
  ): string {
    const expiresAt = Math.min(this.clock.seconds() + this.seconds, endsAt);
    return this.form.write({ ...user, action, expiresAt }, cameraName);
  }

  /** The claims of a token for a camera; undefined when it is none of ours for it. Whether it has expired is not checked. */
  read(token: string, cameraName: string): PlaybackClaims | undefined {
    return this.form.read(token, cameraName);
  }
}
