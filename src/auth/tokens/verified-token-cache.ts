import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { VerifiedToken } from './access-token.verifier.js';

const limit = 20_000;

/**
 * Claims of tokens whose signature was verified, by the token's hash. The user of the cache checks expiry, key and account on
 * every use.
 */
@Injectable()
export class VerifiedTokenCache {
  private readonly tokens = new LRUCache<string, VerifiedToken>({ max: limit });

  find(token: string): VerifiedToken | undefined {
    return this.tokens.get(keyOf(token));
  }

  remember(token: string, verified: VerifiedToken): void {
    this.tokens.set(keyOf(token), verified);
  }
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64url');
}
