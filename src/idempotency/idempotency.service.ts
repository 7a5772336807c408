import { createHash } from 'node:crypto';
import { Clock, Vault } from '#config';
import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { KeptAnswerEntity } from './kept-answer.entity.js';

/** An answer that is given again. */
export interface KeptAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A request that may run; exactly one of `keep` and `release` follows. */
export interface Claim {
  readonly hash: Buffer;
  readonly begunAt: Date;
}

/** How long an answer is given again, and how long a request may run before another takes its place. */
const keptMilliseconds = 86_400_000;
const runningMilliseconds = 300_000;
const pruneMilliseconds = 60_000;
const prunedAtOnce = 1_000;
/** Characters of JSON; a longer answer is not kept, and a repeated request runs again. */
const longestAnswer = 4_000_000;

/** Lets a caller repeat a request whose answer was lost: it runs once, over all instances, and is answered alike for a day. */
@Injectable()
export class IdempotencyService {
  private prunedAt = 0;

  constructor(
    @InjectRepository(KeptAnswerEntity) private readonly kept: Repository<KeptAnswerEntity>,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  /**
   * Claims a request, or finds the answer that it had.
   * @param key what the caller chose for it
   * @param request all that makes the request another one
   * @throws DomainError idempotency.running, idempotency.reused
   */
  async begin(caller: string, key: string, request: string): Promise<Claim | KeptAnswer> {
    const begunAt = this.clock.now();
    await this.prune(begunAt);
    const hash = digest(JSON.stringify([caller, key]));
    const claimed = await this.kept.manager.query<unknown[]>(
      `INSERT INTO kept_answers AS k (hash, request, begun_at) VALUES ($1, $2, $3)
       ON CONFLICT (hash) DO UPDATE SET request = excluded.request, begun_at = excluded.begun_at, answer_sealed = NULL
         WHERE k.begun_at < $4 OR (k.answer_sealed IS NULL AND k.begun_at < $5)
       RETURNING 1`,
      [hash, digest(request), begunAt, before(begunAt, keptMilliseconds), before(begunAt, runningMilliseconds)],
    );
    if (claimed.length === 1) return { hash, begunAt };
    const found = await this.kept.findOneBy({ hash });
    if (found !== null && !found.request.equals(digest(request)))
      throw new DomainError('idempotency.reused', 'another request has this key');
    // Gone: the other request failed this very moment, and its caller hears so.
    const answer = found?.answerSealed ?? null;
    if (answer === null) throw new DomainError('idempotency.running', 'the first request has no answer yet');
    // The border: what `keep` sealed.
    return JSON.parse(this.vault.open(answer, placeOf(hash))) as KeptAnswer;
  }

  /** Keeps the answer of a claimed request. */
  async keep({ hash, begunAt }: Claim, answer: KeptAnswer): Promise<void> {
    const text = JSON.stringify(answer);
    if (text.length > longestAnswer) return this.release({ hash, begunAt });
    await this.kept.update({ hash, begunAt }, { answerSealed: this.vault.seal(text, placeOf(hash)) });
  }

  /** A claimed request changed nothing: it may be sent again. */
  async release({ hash, begunAt }: Claim): Promise<void> {
    await this.kept.delete({ hash, begunAt });
  }

  private async prune(now: Date): Promise<void> {
    if (now.getTime() - this.prunedAt < pruneMilliseconds) return;
    this.prunedAt = now.getTime();
    await this.kept.query(
      `DELETE FROM kept_answers WHERE hash IN (
         SELECT hash FROM kept_answers WHERE begun_at < $1 LIMIT ${prunedAtOnce} FOR UPDATE SKIP LOCKED)`,
      [before(now, keptMilliseconds)],
    );
  }
}

function before(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() - milliseconds);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function placeOf(hash: Buffer): string {
  // As PostgreSQL writes it, for whoever seals it anew.
  const key = `\\x${hash.toString('hex')}`;
  return `kept_answers.answer_sealed:${key}`;
}
