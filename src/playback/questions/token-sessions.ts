import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { MediaQuestion } from './media-question.js';

/** A player that asks for a piece every few seconds and was silent for longer has stopped. */
const silenceSeconds = 90;
const longestSeconds = 86_400;
const sessionsLimit = 100_000;

/**
 * For how long a playback token counts. It starts a session within its own life. A session that runs goes on for as long
 * as the viewer's rights hold, at most 24 hours past the token's end. Where each request is asked about, a session is one
 * token from one address without a silence of 90 seconds; it is remembered in this process only, so that after a restart
 * players with an ended token need a new one.
 */
@Injectable()
export class TokenSessions {
  private readonly heard = new LRUCache<string, number>({ max: sessionsLimit });

  constructor(private readonly clock: Clock) {}

  /** @param expiresAt seconds since 1970 */
  admit(token: string, expiresAt: number, { moment, viewer }: Pick<MediaQuestion, 'moment' | 'viewer'>): boolean {
    const now = this.clock.seconds();
    if (now >= expiresAt + longestSeconds) return false;
    if (moment !== 'each') return moment === 'running' || now < expiresAt;
    const session = createHash('sha256').update(`${viewer.ip} ${token}`).digest('base64url');
    const lately = now - (this.heard.get(session) ?? -Infinity) <= silenceSeconds;
    if (now >= expiresAt && !lately) return false;
    this.heard.set(session, now);
    return true;
  }
}
