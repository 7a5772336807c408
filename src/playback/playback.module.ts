import { AccessModule } from '#access';
import { CamerasModule } from '#cameras';
import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { OutboundModule } from '#outbound';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { DenialNotes } from './questions/denial-notes.js';
import { MediaQuestions } from './questions/media-questions.js';
import { TicketReader } from './questions/ticket-reader.js';
import { TokenSessions } from './questions/token-sessions.js';
import { ShareKeys } from './shares/share-keys.js';
import { Shares } from './shares/shares.js';
import { MediaServerProbe } from './streamers/media-server-probe.js';
import { StreamerEndpoints } from './streamers/streamer-endpoints.js';
import { StreamerSealing } from './streamers/streamer-sealing.js';
import { StreamerStore } from './streamers/streamer-store.js';
import { Streamers } from './streamers/streamers.js';
import { Zones } from './streamers/zones.js';
import { PlaybackMint } from './tokens/playback-mint.js';
import { PlaybackTokens } from './tokens/playback-tokens.js';

const doorways = [PlaybackTokens, Streamers, Zones, Shares, MediaQuestions];

/** Who may watch now: playback tokens, shared links, and the answers to media servers' questions. */
@Module({
  imports: [AuthModule, AccessModule, AuditModule, CamerasModule, ListsModule, OutboundModule],
  providers: [
    ...doorways,
    PlaybackMint,
    StreamerEndpoints,
    StreamerStore,
    StreamerSealing,
    ShareKeys,
    TicketReader,
    TokenSessions,
    DenialNotes,
    MediaServerProbe,
  ],
  exports: doorways,
})
export class PlaybackModule {}
