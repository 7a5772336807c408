import { auditName, type Caller } from '#auth';
import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { CameraQuery } from './camera-query.js';
import { CameraSearch, type JsonPage } from './camera-search.js';
import type { CameraShape } from './camera-shape.js';

/** A page as a caller asks for it who counts what it has had. */
export interface OffsetPage {
  readonly limit: number;
  readonly offset: number;
}

interface Step {
  readonly cursor: string;
  readonly at: number;
}

const mostSteps = 10_000;
const stepMilliseconds = 600_000;

/**
 * Pages by offset whose last is as quick as the first. Where a caller's page ended is remembered, and when it asks for
 * the offset right behind it, that page is read by keyset: 130,000 rows need not be counted again, and nothing is lost
 * or repeated when cameras come and go in between. Each step serves once; any other offset is counted by the database.
 */
@Injectable()
export class OffsetCursorCache {
  private readonly steps = new LRUCache<string, Step>({ max: mostSteps });

  constructor(
    private readonly search: CameraSearch,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError camera.invalid (limit, offset or a condition's value), query.too-slow */
  async pageJson(caller: Caller, query: CameraQuery, page: OffsetPage, shape: CameraShape): Promise<JsonPage> {
    const { limit, offset } = page;
    const walk = `${auditName(caller)} ${fingerprint(query)}`;
    const cursor = offset > 0 ? this.take(`${walk} ${offset}`) : undefined;
    const place = cursor === undefined ? { limit, offset } : { limit, cursor };
    const found = await this.search.listJson(caller, query, place, shape);
    if (found.next !== undefined) this.note(`${walk} ${offset + found.count}`, found.next);
    return found;
  }

  private take(key: string): string | undefined {
    const step = this.steps.get(key);
    this.steps.delete(key);
    return step && this.now() - step.at < stepMilliseconds ? step.cursor : undefined;
  }

  private note(key: string, cursor: string): void {
    this.steps.set(key, { cursor, at: this.now() });
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

function fingerprint(query: CameraQuery): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url');
}
