import { AuthModule } from '#auth';
import { PlaybackModule } from '#playback';
import { Module } from '@nestjs/common';
import { FlussonicController } from './flussonic.controller.js';
import { MediaServerGuard } from './media-server.guard.js';
import { MediamtxTokenController } from './mediamtx-token.controller.js';
import { MediamtxController } from './mediamtx.controller.js';
import { NginxRtmpController } from './nginx-rtmp.controller.js';
import { NginxController } from './nginx.controller.js';
import { NodeMediaServerController } from './node-media-server.controller.js';

/** The API that media servers ask. */
@Module({
  imports: [AuthModule, PlaybackModule],
  controllers: [
    FlussonicController,
    MediamtxController,
    MediamtxTokenController,
    NginxController,
    NginxRtmpController,
    NodeMediaServerController,
  ],
  providers: [MediaServerGuard],
})
export class MediaModule {}
