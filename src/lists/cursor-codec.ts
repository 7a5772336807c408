import { DomainError } from '#errors';
import { Vault } from '#config';
import { Injectable } from '@nestjs/common';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Edge } from './keyset.js';
import type { Page, PageCursors } from './list-query.js';

/** Where a page begins: behind (or before) this edge. */
export interface Position {
  readonly backward: boolean;
  readonly edge: Edge;
}

const version = '1';
const tagBytes = 16;
/** Characters. Sort keys of 4000 characters of four bytes each fit, and the cursor fits into a request's headers. */
const longest = 40_000;

/**
 * Writes and reads cursors: opaque, bound to one query, and authenticated, so that nobody can forge one. A cursor holds only the
 * sort values of a row that its reader has received.
 */
@Injectable()
export class CursorCodec {
  /** The first writes, all read. */
  private readonly keys: readonly Buffer[];

  constructor(vault: Vault) {
    this.keys = vault.deriveAll('cursors').map(({ key }) => key);
  }

  /** @param question what the cursor is bound to, as a JSON value: a list's name, its conditions, its order */
  write(question: unknown, position: Position): string {
    const body = Buffer.from(JSON.stringify([position.backward ? 1 : 0, position.edge]));
    const [tag = body] = this.tags(question, body);
    return version + Buffer.concat([tag, body]).toString('base64url');
  }

  /** @throws DomainError cursor.invalid when it is not ours, edited, or of another query */
  read(question: unknown, cursor: string): Position {
    const invalid = new DomainError('cursor.invalid');
    if (!cursor.startsWith(version) || cursor.length > longest) throw invalid;
    const text = cursor.slice(version.length);
    const bytes = Buffer.from(text, 'base64url');
    // Decoding is lenient; each position has exactly one valid text.
    if (bytes.length <= tagBytes || bytes.toString('base64url') !== text) throw invalid;
    const body = bytes.subarray(tagBytes);
    const given = bytes.subarray(0, tagBytes);
    if (!this.tags(question, body).some((tag) => timingSafeEqual(given, tag))) throw invalid;
    // The border where our own authenticated text becomes a type again.
    const [backward, edge] = JSON.parse(body.toString()) as [0 | 1, Edge];
    return { backward: backward === 1, edge };
  }

  /** The cursors around a page that is not empty. The row that a cursor came from always lies behind it. */
  around(
    question: unknown,
    position: Position | undefined,
    page: Page | undefined,
    more: boolean,
    [first, last]: readonly [Edge, Edge],
  ): PageCursors {
    const backward = position?.backward === true;
    const next = backward || more;
    const previous = backward ? more : position !== undefined || (page?.offset ?? 0) > 0;
    return {
      ...(next ? { next: this.write(question, { backward: false, edge: last }) } : {}),
      ...(previous ? { previous: this.write(question, { backward: true, edge: first }) } : {}),
    };
  }

  private tags(question: unknown, body: Buffer): readonly Buffer[] {
    const fingerprint = createHash('sha256').update(JSON.stringify(question)).digest();
    return this.keys.map((key) =>
      createHmac('sha256', key).update(fingerprint).update(body).digest().subarray(0, tagBytes),
    );
  }
}
