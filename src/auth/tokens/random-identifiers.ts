import { randomFillSync } from 'node:crypto';

const bytesEach = 16;
const bytesAtOnce = 4096;

/** Random 128-bit identifiers in base64url. Random bytes are drawn for 256 at once: one draw each costs a tenth of issuing a token. */
export class RandomIdentifiers {
  private readonly pool = Buffer.alloc(bytesAtOnce);
  private used = bytesAtOnce;

  next(): string {
    if (this.used === bytesAtOnce) {
      randomFillSync(this.pool);
      this.used = 0;
    }
    this.used += bytesEach;
    return this.pool.toString('base64url', this.used - bytesEach, this.used);
  }
}
