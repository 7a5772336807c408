import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { MediaQuestion } from './media-question.js';

/** A player asks for a segment every few seconds; one that was silent for longer has stopped. */
const silenceSeconds = 90;
const longestSeconds = 86_400;
const sessionsLimit = 100_000;

/**
 * How long a playback token is valid. It starts a session until it expires. A running session lasts as long as the viewer's
 * rights, at most 24 hours past the token's end. Where a media server asks about each request, a session is one token from
 * one address without a silence of 90 seconds; it is remembered in this process only, so that after a restart players with
 * an expired token need a new one.
 */
@Injectable()
export class TokenSessions {
  private readonly heard = new LRUCache<string, number>({ max: sessionsLimit });

  constructor(private readonly clock: Clock) {}

  /** @param expiresAt seconds since 1970 */
  isValid(token: string, expiresAt: number, { moment, viewer }: Pick<MediaQuestion, 'moment' | 'viewer'>): boolean {
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
