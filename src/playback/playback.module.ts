import { AccessModule } from '#access';
import { CamerasModule } from '#cameras';
import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { OutboundModule } from '#outbound';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { DenialNotes } from './questions/denial-notes.js';
import { MediaQuestionsService } from './questions/media-questions.service.js';
import { PlaybackCredentialResolver } from './questions/playback-credential-resolver.js';
import { TokenSessions } from './questions/token-sessions.js';
import { ShareKeys } from './shares/share-keys.js';
import { SharesService } from './shares/shares.service.js';
import { MediaServerProbe } from './streamers/media-server-probe.js';
import { StreamerEndpoints } from './streamers/streamer-endpoints.js';
import { StreamerSealing } from './streamers/streamer-sealing.js';
import { StreamerStore } from './streamers/streamer-store.js';
import { StreamersService } from './streamers/streamers.service.js';
import { ZonesService } from './streamers/zones.service.js';
import { PlaybackTokenSigner } from './tokens/playback-token-signer.js';
import { PlaybackTokensService } from './tokens/playback-tokens.service.js';

const doorways = [PlaybackTokensService, StreamersService, ZonesService, SharesService, MediaQuestionsService];

/** Who may watch now: playback tokens, shared links, and the answers to media servers' questions. */
@Module({
  imports: [AuthModule, AccessModule, AuditModule, CamerasModule, ListsModule, OutboundModule],
  providers: [
    ...doorways,
    PlaybackTokenSigner,
    StreamerEndpoints,
    StreamerStore,
    StreamerSealing,
    ShareKeys,
    PlaybackCredentialResolver,
    TokenSessions,
    DenialNotes,
    MediaServerProbe,
  ],
  exports: doorways,
})
export class PlaybackModule {}
