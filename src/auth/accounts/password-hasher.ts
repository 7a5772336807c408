import { DomainError } from '#errors';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { normalPassword } from './normal-form.js';

// `Algorithm.Argon2id` of the package is a const enum, which a single-file compiler cannot read.
const argon2id = 2;
const version13 = 1;
/** R-PWD-1: OWASP's minimum, 10 ms of one thread. */
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
/** R-PWD-2: a stored hash that costs more is hostile and is not computed. */
const bounds = { memoryCost: 262_144, timeCost: 10, parallelism: 4 } as const;
const atOnce = 2;
const queueLimit = 64;
const passwordBytes = 1024;

/** argon2id on the thread pool, two at a time (R-PWD-5), and a decoy for people who do not exist (R-ENUM-2). */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  /** @throws DomainError auth.busy */
  hash(password: string): Promise<string> {
    return this.limited(() => hash(normalPassword(password), parameters));
  }

  /** @throws DomainError auth.busy. A hash that is not argon2id or beyond the bounds matches nothing. */
  async verify(stored: string, password: string): Promise<boolean> {
    // Longer than any password may be: never right, and not worth hashing.
    if (Buffer.byteLength(password) > passwordBytes) return false;
    if (!isSane(stored)) return this.verifyDecoy(password);
    for (const spelling of spellings(password)) if (await this.limited(() => verify(stored, spelling))) return true;
    return false;
  }

  /** The same work as `verify` for a login that is unknown, disabled or without a password; always false. */
  async verifyDecoy(password: string): Promise<false> {
    if (Buffer.byteLength(password) > passwordBytes) return false;
    this.decoy ??= hash('nobody has this password', parameters);
    const decoy = await this.decoy;
    for (const spelling of spellings(password)) await this.limited(() => verify(decoy, spelling));
    return false;
  }

  /** Whether a stored hash was made with less than today's parameters. */
  needsRehash(stored: string): boolean {
    const { memoryCost, timeCost, outputLen, version } = read(stored);
    return (
      memoryCost < parameters.memoryCost ||
      timeCost < parameters.timeCost ||
      outputLen < parameters.outputLen ||
      version !== version13
    );
  }

  private async limited<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= atOnce) {
      if (this.waiting.length >= queueLimit)
        throw new DomainError('auth.busy', 'the hashing queue is full', { retryAfterSeconds: 1 });
      // A finished call hands its slot over, so `running` does not change.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/** A password in its normal form, and as typed: older hashes were made without normalization. */
function spellings(password: string): readonly string[] {
  const normal = normalPassword(password);
  return normal === password ? [normal] : [normal, password];
}

interface HashParameters {
  readonly algorithm: number;
  readonly version: number;
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
  readonly outputLen: number;
}

/** @throws Error for anything but an argon2 hash */
function read(stored: string): HashParameters {
  return parseOptions(stored);
}

function isSane(stored: string): boolean {
  try {
    const { algorithm, memoryCost, timeCost, parallelism } = read(stored);
    return (
      algorithm === argon2id &&
      memoryCost <= bounds.memoryCost &&
      timeCost <= bounds.timeCost &&
      parallelism <= bounds.parallelism
    );
  } catch {
    return false;
  }
}
