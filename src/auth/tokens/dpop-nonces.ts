import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Config, Vault } from '#config';
import { sameDigest } from '../accounts/secrets.js';

/** How long a nonce is the one that is given out; it is accepted for as long again. */
const windowSeconds = 180;
/** The one before and, because the clocks of instances differ, the next. */
const accepted = [0, -1, 1];

/**
 * Nonces that proofs must carry where DPOP_NONCE_REQUIRED says so (RFC 9449 §8, §9): a proof cannot be made long before its
 * use. Each is an HMAC of its window of time under a key from the master secret, so that every instance knows them all and
 * none is stored.
 */
@Injectable()
export class DpopNonces {
  private readonly required: boolean;
  private readonly keys: readonly Buffer[];

  constructor(
    vault: Vault,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.required = config.dpopNonceRequired;
    this.keys = vault.deriveAll('dpop nonces').map(({ key }) => key);
  }

  /** What the next proof should carry; undefined: none is asked for. */
  next(): string | undefined {
    const [key] = this.keys;
    return this.required && key !== undefined ? nonceOf(key, this.window()).toString('base64url') : undefined;
  }

  /** Whether a proof with this nonce will do. */
  accepts(nonce: unknown): boolean {
    if (!this.required) return true;
    const given = Buffer.from(typeof nonce === 'string' && nonce.length === 43 ? nonce : '', 'base64url');
    const window = this.window();
    return this.keys.some((key) => accepted.some((offset) => sameDigest(given, nonceOf(key, window + offset))));
  }

  private window(): number {
    return Math.floor(this.clock.seconds() / windowSeconds);
  }
}

function nonceOf(key: Buffer, window: number): Buffer {
  return createHmac('sha256', key).update(`nonce:${window}`).digest();
}
