export { PlaybackError, playbackRefusals, type PlaybackRefusal } from './playback.error.js';
export { PlaybackModule } from './playback.module.js';
export { PlaybackTokens, type Playback } from './playback-tokens.js';
