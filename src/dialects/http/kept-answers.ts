import { Config } from '#config';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** The share of `CAMERA_CACHE_MB` that each API may fill with whole answers. */
const share = 1 / 8;

/**
 * Whole answers by what tells them apart, so that a page that many ask for is neither joined nor encoded anew. A key must
 * differ wherever the answer does, and come from the database in each request: whoever has it may see the answer.
 */
@Injectable()
export class KeptAnswers {
  private readonly answers: LRUCache<string, Buffer>;

  constructor({ cameraCacheMegabytes }: Config) {
    this.answers = new LRUCache({
      // Zero would be without a bound; an empty answer is still one.
      maxSize: Math.max(1, cameraCacheMegabytes * 1_000_000 * share),
      sizeCalculation: ({ length }) => length + 1,
    });
  }

  find(key: string): Buffer | undefined {
    return this.answers.get(key);
  }

  /** Keeps the answer, where it has a key, and returns its bytes. */
  keep(key: string | undefined, answer: string): Buffer {
    const bytes = Buffer.from(answer);
    if (key !== undefined) this.answers.set(key, bytes);
    return bytes;
  }
}
