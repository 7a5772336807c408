import { Vault } from '#config';
import { Injectable } from '@nestjs/common';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { CameraError } from '../cameras.errors.js';
import type { CameraQuery } from './camera-query.js';
import type { Edge } from './keyset.js';

/** Where a page begins: behind (or before) this edge. */
export interface Position {
  readonly backward: boolean;
  readonly edge: Edge;
}

const version = '1';
const tagBytes = 16;
const longest = 8192;

/**
 * Writes and reads the texts by which callers ask for the next page: opaque, of one query, and authenticated, so that
 * nobody can write one. A cursor carries sort values of a row its reader has seen, nothing else.
 */
@Injectable()
export class Cursors {
  private readonly key: Buffer;

  constructor(vault: Vault) {
    this.key = vault.derive('cursors');
  }

  write(query: CameraQuery, position: Position): string {
    const body = Buffer.from(JSON.stringify([position.backward ? 1 : 0, position.edge]));
    return version + Buffer.concat([this.tag(query, body), body]).toString('base64url');
  }

  /** @throws CameraError cursor.invalid when it is not ours, edited, or of another query */
  read(query: CameraQuery, cursor: string): Position {
    const refusal = new CameraError('cursor.invalid');
    if (!cursor.startsWith(version) || cursor.length > longest) throw refusal;
    const text = cursor.slice(version.length);
    const bytes = Buffer.from(text, 'base64url');
    // Decoding forgives what encoding would not have written; each position has one text only.
    if (bytes.length <= tagBytes || bytes.toString('base64url') !== text) throw refusal;
    const body = bytes.subarray(tagBytes);
    if (!timingSafeEqual(bytes.subarray(0, tagBytes), this.tag(query, body))) throw refusal;
    // The border where our own authenticated text becomes a type again.
    const [backward, edge] = JSON.parse(body.toString()) as [0 | 1, Edge];
    return { backward: backward === 1, edge };
  }

  private tag(query: CameraQuery, body: Buffer): Buffer {
    return createHmac('sha256', this.key).update(fingerprint(query)).update(body).digest().subarray(0, tagBytes);
  }
}

function fingerprint(query: CameraQuery): Buffer {
  const { where, within, near, sort } = query;
  return createHash('sha256')
    .update(JSON.stringify([where, within ?? null, near ?? null, sort ?? []]))
    .digest();
}
