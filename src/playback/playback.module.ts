import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { Module } from '@nestjs/common';
import { PlaybackTokens } from './playback-tokens.js';

/** Who may watch now: playback tokens, shared links, and the answers to media servers' questions. */
@Module({ imports: [AuthModule, AccessModule, CamerasModule], providers: [PlaybackTokens], exports: [PlaybackTokens] })
export class PlaybackModule {}
