export type { JsonObject, JsonValue } from './json-value.js';
export { PlaybackModule } from './playback.module.js';
export { MediaQuestionsService } from './questions/media-questions.service.js';
export type { MediaDecision, MediaDenial, MediaQuestion } from './questions/media-question.js';
export { isMarkedCredential } from './questions/playback-credential-resolver.js';
export { PlaybackTokensService, type Playback } from './tokens/playback-tokens.service.js';
export type { MediaAction } from './tokens/playback-token.js';
export type { ListedShare, Share, ShareDraft, ShareField, SharePermission } from './shares/share.js';
export { SharesService } from './shares/shares.service.js';
export {
  type Streamer,
  type StreamerDraft,
  type StreamerField,
  type StreamerKey,
  type StreamerKind,
  streamerKinds,
  type StreamerRole,
  streamerRoles,
} from './streamers/streamer.js';
export { StreamersService } from './streamers/streamers.service.js';
export type { Zone, ZoneField } from './streamers/zone.js';
export { ZonesService } from './streamers/zones.service.js';
