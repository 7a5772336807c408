export type { JsonObject, JsonValue } from './json-value.js';
export { PlaybackModule } from './playback.module.js';
export { MediaQuestions } from './questions/media-questions.js';
export type { MediaDecision, MediaDenial, MediaQuestion } from './questions/media-question.js';
export { isMarkedTicket } from './questions/ticket-reader.js';
export { PlaybackTokens, type Playback } from './tokens/playback-tokens.js';
export type { MediaAction } from './tokens/playback-token.js';
export type { Share, ShareDraft, ShareField, SharePermission } from './shares/share.js';
export { Shares } from './shares/shares.js';
export {
  type Streamer,
  type StreamerDraft,
  type StreamerField,
  type StreamerKey,
  type StreamerRole,
  streamerRoles,
} from './streamers/streamer.js';
export { Streamers } from './streamers/streamers.js';
export type { Zone, ZoneField } from './streamers/zone.js';
export { Zones } from './streamers/zones.js';
