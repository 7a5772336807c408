import { DomainError } from '#errors';
import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { timingSafeEqual } from 'node:crypto';
import { digest } from '#auth';
import { Config } from '#config';
import { headerOf } from '../http/request.js';
import { textOf } from './question-fields.js';

const noteMilliseconds = 60_000;

/** Where MEDIA_BACKEND_SECRET is set, questions bring it: in the header `x-media-secret` or as `?secret=`. */
@Injectable()
export class MediaServerGuard implements CanActivate {
  private readonly logger = new Logger('MediaServers');
  private readonly noted = new LRUCache<string, true>({ max: 1_000, ttl: noteMilliseconds });
  private readonly expected: Buffer | undefined;

  constructor({ mediaBackendSecret }: Config) {
    this.expected = mediaBackendSecret === undefined ? undefined : digest(mediaBackendSecret);
  }

  /** @throws DomainError permission.missing */
  canActivate(context: ExecutionContext): boolean {
    if (this.expected === undefined) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const given = headerOf(request, 'x-media-secret') ?? textOf(request.query, 'secret');
    if (given !== undefined && timingSafeEqual(digest(given), this.expected)) return true;
    this.note(request.ip);
    throw new DomainError('permission.missing', 'not a media server of ours');
  }

  private note(ip: string): void {
    if (this.noted.has(ip)) return;
    this.noted.set(ip, true);
    this.logger.warn(`${ip} asks as a media server without the right MEDIA_BACKEND_SECRET.`);
  }
}
