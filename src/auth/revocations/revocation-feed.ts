import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#config';
import { DirectConnection, type OwnConnection, reasonOf } from '#database';
import { DataSource } from 'typeorm';
import { notifyChannel, RevocationSignals } from './revocation-signals.js';
import { type Revocation, type RevocationKind, revocationKinds, RevocationsService } from './revocations.service.js';

interface Row {
  /** The oldest transaction that was running at the time of the reading. */
  readonly horizon: string;
  readonly kind: string | null;
  readonly key: string | null;
  readonly expires_at: Date | null;
}

const pollMilliseconds = 1_000;
const pruneMilliseconds = 600_000;
/** An instance that was away for longer forgets everything anyway. */
const keptMinutes = 60;
const rowsAtOnce = 5_000;

/**
 * Reads the log of revocations for as long as the server runs: at once after a signal, else every second, on a connection of its
 * own, so that a full pool does not delay it. Ids become visible out of order, in the order of commits; so it reads what was
 * written by transactions that were not over at the last reading (`pg_snapshot_xmin`), which misses nothing and needs no
 * guessed overlap.
 */
@Injectable()
export class RevocationFeed implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Revocations');
  private connection: OwnConnection | undefined;
  private horizon: string | undefined;
  private missed = true;
  private reading: Promise<void> | undefined;
  private again = false;
  private closed = false;
  private prunedAt = performance.now();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly direct: DirectConnection,
    private readonly dataSource: DataSource,
    private readonly revocations: RevocationsService,
    private readonly signals: RevocationSignals,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.signals.listen(() => this.wake());
    // Nothing is believed before the first reading.
    this.revocations.noteRead(Number.NEGATIVE_INFINITY);
    this.wake();
    await this.reading;
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.reading;
    await this.disconnect();
  }

  /** Deletes what everybody has read: tokens that expired, and other changes after an hour. */
  async prune(): Promise<void> {
    for (let rows = rowsAtOnce; rows === rowsAtOnce;) {
      const [, affected] = await this.dataSource.query<[unknown, number]>(
        `DELETE FROM revocations WHERE id IN (
           SELECT id FROM revocations
           WHERE CASE WHEN kind = 'token' THEN expires_at < $1 ELSE at < now() - interval '${keptMinutes} minutes' END
           LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED)`,
        [this.clock.now()],
      );
      rows = affected;
    }
  }

  /** Reads now; where it is reading already, once more after that. */
  private wake(): void {
    this.again = true;
    this.reading ??= this.readAll().finally(() => {
      this.reading = undefined;
      if (!this.closed) this.timer = setTimeout(() => this.wake(), pollMilliseconds).unref();
    });
  }

  private async readAll(): Promise<void> {
    clearTimeout(this.timer);
    while (this.again && !this.closed) {
      this.again = false;
      try {
        await this.read();
      } catch (error) {
        if (this.revocations.isCurrent) this.logger.debug(`The log was not read: ${reasonOf(error)}`);
        await this.disconnect();
      }
    }
    if (performance.now() - this.prunedAt < pruneMilliseconds) return;
    this.prunedAt = performance.now();
    await this.prune().catch((error: unknown) => this.logger.warn(`The log was not pruned: ${reasonOf(error)}`));
  }

  private async read(): Promise<void> {
    const { client } = (this.connection ??= await this.connect());
    const at = performance.now();
    const { rows } = await client.query<Row>(
      `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, r.kind, r.key, r.expires_at
       FROM (VALUES (1)) AS one LEFT JOIN revocations r ON r.transaction_id >= $1::bigint`,
      // The first time only the horizon is of interest.
      [this.horizon ?? '9223372036854775807'],
    );
    this.horizon = rows[0]?.horizon;
    this.revocations.apply(rows.flatMap(toRevocation));
    this.missed ||= !this.revocations.isCurrent;
    if (this.missed) await this.revocations.reset();
    this.missed = false;
    this.revocations.noteRead(at);
  }

  private async connect(): Promise<OwnConnection> {
    const connection = await this.direct.open();
    const { client, keepsSession } = connection;
    client.on('notification', () => this.wake());
    client.on('end', () => {
      if (this.connection === connection) this.connection = undefined;
    });
    if (keepsSession) await client.query(`LISTEN ${notifyChannel}`);
    return connection;
  }

  private async disconnect(): Promise<void> {
    const client = this.connection?.client;
    this.connection = undefined;
    // A silent server does not answer the end either.
    if (client !== undefined) await Promise.race([client.end().catch(() => undefined), pause()]);
  }
}

function toRevocation({ kind, key, expires_at: expiresAt }: Row): readonly Revocation[] {
  const known = revocationKinds.find((one): one is RevocationKind => one === kind);
  return known === undefined || key === null ? [] : [{ kind: known, key, expiresAt: expiresAt ?? undefined }];
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, pollMilliseconds).unref();
  });
}
