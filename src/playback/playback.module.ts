import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { Module } from '@nestjs/common';
import { PlaybackTokens } from './playback-tokens.js';
import { Shares } from './shares/shares.js';
import { Streamers } from './streamers/streamers.js';
import { Zones } from './streamers/zones.js';

const doorways = [PlaybackTokens, Streamers, Zones, Shares];

/** Who may watch now: playback tokens, shared links, and the answers to media servers' questions. */
@Module({ imports: [AuthModule, AccessModule, CamerasModule], providers: doorways, exports: doorways })
export class PlaybackModule {}
