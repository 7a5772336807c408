import { AccessModule } from '#access';
import { CamerasModule } from '#cameras';
import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { OutboundModule } from '#outbound';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HandoutLog } from './handout-log.js';
import { DenialLog } from './questions/denial-log.js';
import { MediaQuestionsService } from './questions/media-questions.service.js';
import { PlaybackCredentialResolver } from './questions/playback-credential-resolver.js';
import { TokenSessions } from './questions/token-sessions.js';
import { ShareEntity } from './shares/share.entity.js';
import { ShareKeys } from './shares/share-keys.js';
import { SharesService } from './shares/shares.service.js';
import { MediaServerProbe } from './streamers/media-server-probe.js';
import { StreamerEntity } from './streamers/streamer.entity.js';
import { StreamerZoneEntity } from './streamers/streamer-zone.entity.js';
import { ZoneEntity } from './streamers/zone.entity.js';
import { StreamerEndpoints } from './streamers/streamer-endpoints.js';
import { StreamersRepository } from './streamers/streamers.repository.js';
import { StreamersService } from './streamers/streamers.service.js';
import { ZonesService } from './streamers/zones.service.js';
import { PlaybackTokenSigner } from './tokens/playback-token-signer.js';
import { PlaybackTokensService } from './tokens/playback-tokens.service.js';

const entities = [ShareEntity, StreamerEntity, StreamerZoneEntity, ZoneEntity];
const services = [PlaybackTokensService, StreamersService, ZonesService, SharesService, MediaQuestionsService];

/** Who may watch now: playback tokens, shared links, and the decisions that media servers ask for. */
@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    AuthModule,
    AccessModule,
    AuditModule,
    CamerasModule,
    ListsModule,
    OutboundModule,
  ],
  providers: [
    ...services,
    PlaybackTokenSigner,
    StreamerEndpoints,
    StreamersRepository,
    ShareKeys,
    PlaybackCredentialResolver,
    TokenSessions,
    DenialLog,
    HandoutLog,
    MediaServerProbe,
  ],
  exports: services,
})
export class PlaybackModule {}
