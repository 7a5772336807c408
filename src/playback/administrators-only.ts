import { type Caller, isAdministrator } from '#auth';
import { PlaybackError } from './playback.error.js';

/** @throws PlaybackError object.forbidden for everybody else */
export function assertAdministrator(caller: Caller): void {
  if (!isAdministrator(caller)) throw new PlaybackError('object.forbidden', 'administrators only');
}
