import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The two ends of the chain. */
export interface ChainEnds {
  /** The newest sealed row; 0: none yet. */
  readonly sequence: number;
  readonly hash: Buffer;
  /** The newest row that retention removed; 0: none. */
  readonly anchorSequence: number;
  readonly anchorHash: Buffer;
  /** Up to here rows may be without a mark; undefined while rows of older versions are not sealed. */
  readonly unmarkedThrough: number | undefined;
}

/** What an event says, its columns in a fixed order. */
export type Content = readonly (string | null)[];

/** A row in its place. */
export interface Link {
  readonly sequence: number;
  readonly id: string;
  readonly mark: Buffer | null;
  readonly content: Content;
}

const nonceBytes = 8;
const tagBytes = 16;

/** The hash before the first link. */
export const noHash = Buffer.alloc(32);

/**
 * HMAC-SHA-256 over rows, links and ends. Without the key, which the vault seals, nobody who writes to the database can make
 * one. Each text begins with what it is for, so that none stands for another.
 */
export class AuditMarks {
  constructor(private readonly key: Buffer) {}

  /** New marks of rows, in their order: 8 random bytes, so that no two rows have the same, and a tag of 16. */
  markAll(contents: readonly Content[]): readonly Buffer[] {
    // Drawn at once: a draw costs as much as a tag.
    const nonces = randomBytes(nonceBytes * contents.length);
    return contents.map((content, at) => {
      const nonce = nonces.subarray(at * nonceBytes, (at + 1) * nonceBytes);
      return Buffer.concat([nonce, this.tag(nonce, content)]);
    });
  }

  /** Whether the mark was made for this content. */
  isMarked(mark: Buffer, content: Content): boolean {
    if (mark.length !== nonceBytes + tagBytes) return false;
    return timingSafeEqual(mark.subarray(nonceBytes), this.tag(mark.subarray(0, nonceBytes), content));
  }

  /** The hash of a link: of the one before and the row. */
  link(previous: Buffer, { sequence, id, mark, content }: Link): Buffer {
    return this.digest('link', previous.toString('hex'), sequence, id, mark?.toString('hex') ?? null, content);
  }

  ends({ sequence, hash, anchorSequence, anchorHash, unmarkedThrough }: ChainEnds): Buffer {
    const hashes = [hash.toString('hex'), anchorHash.toString('hex')];
    return this.digest('ends', sequence, anchorSequence, unmarkedThrough ?? null, hashes);
  }

  private tag(nonce: Buffer, content: Content): Buffer {
    return this.digest('row', nonce.toString('hex'), content).subarray(0, tagBytes);
  }

  private digest(...parts: readonly (string | number | null | Content)[]): Buffer {
    return createHmac('sha256', this.key).update(JSON.stringify(parts)).digest();
  }
}
