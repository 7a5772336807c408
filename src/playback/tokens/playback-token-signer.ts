import { Clock, Config, Vault } from '#config';
import { Injectable } from '@nestjs/common';
import { type MediaAction, type PlaybackClaims, PlaybackTokenForm } from './playback-token.js';

/** Makes playback tokens that start within `Config.playbackTokenSeconds` from now, and reads them. */
@Injectable()
export class PlaybackTokenSigner {
  private readonly form: PlaybackTokenForm;
  readonly seconds: number;

  constructor(
    private readonly clock: Clock,
    vault: Vault,
    config: Config,
  ) {
    this.form = new PlaybackTokenForm(vault.derive('playback'), vault.keyId);
    this.seconds = config.playbackTokenSeconds;
  }

  make(action: MediaAction, user: Pick<PlaybackClaims, 'userId' | 'epoch' | 'basis'>, cameraName: string): string {
    return this.form.write({ ...user, action, expiresAt: this.clock.seconds() + this.seconds }, cameraName);
  }

  /** What a token says of a camera; undefined when it is none of ours for it. Whether it still counts is not said. */
  read(token: string, cameraName: string): PlaybackClaims | undefined {
    return this.form.read(token, cameraName);
  }
}
