import { auditName, type Caller } from '#auth';
import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { CameraQuery } from './camera-query.js';
import { CameraSearch, type TaggedPage } from './camera-search.js';
import type { CameraShape } from './camera-shape.js';

/** A page by offset, as clients request it that count the items they have read. */
export interface OffsetPage {
  readonly limit: number;
  readonly offset: number;
}

interface StoredCursor {
  readonly cursor: string;
  readonly at: number;
}

const mostCursors = 10_000;
const cursorMilliseconds = 600_000;
/** Longer ones are hashed, so that none takes more memory than another; characters. */
const longestInFull = 200;

/**
 * Makes the last page by offset as quick as the first. The cursor after each page is remembered, and a request for the
 * offset right after it is read by keyset: 130,000 rows need not be counted again, and no item is lost or repeated when
 * cameras are created or deleted meanwhile. Each cursor is used once; any other offset is counted by the database.
 */
@Injectable()
export class OffsetCursorCache {
  private readonly cursors = new LRUCache<string, StoredCursor>({ max: mostCursors });

  constructor(
    private readonly search: CameraSearch,
    private readonly clock: Clock,
  ) {}

  /**
   * A page with its tag; no JSON where the tag is known already.
   * @throws DomainError camera.invalid (limit, offset or a condition's value), query.too-slow
   */
  async pageJson(
    caller: Caller,
    query: CameraQuery,
    page: OffsetPage,
    shape: CameraShape,
    isKnown: (tag: string) => boolean = () => false,
  ): Promise<TaggedPage & { readonly count: number }> {
    const { limit, offset } = page;
    const listKey = `${auditName(caller)} ${fingerprint(query, caller)}`;
    const cursor = offset > 0 ? this.take(`${listKey} ${offset}`) : undefined;
    const position = cursor === undefined ? { limit, offset } : { limit, cursor };
    const found = await this.search.listTagged(caller, query, position, shape, isKnown);
    if (found.next !== undefined) this.note(`${listKey} ${offset + found.count}`, found.next);
    return found;
  }

  private take(key: string): string | undefined {
    const stored = this.cursors.get(key);
    this.cursors.delete(key);
    return stored && this.now() - stored.at < cursorMilliseconds ? stored.cursor : undefined;
  }

  private note(key: string, cursor: string): void {
    this.cursors.set(key, { cursor, at: this.now() });
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

function fingerprint(query: CameraQuery, { cameras }: Caller): string {
  const text = JSON.stringify([query, cameras]);
  return text.length <= longestInFull ? text : createHash('sha256').update(text).digest('base64url');
}
