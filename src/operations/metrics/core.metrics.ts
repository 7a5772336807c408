import { Injectable } from '@nestjs/common';
import { AuditLagService } from '#audit';
import { IssuedTokensService, RevocationsService } from '#auth';
import { FeedWatch, ImportTotalsService } from '#cameras';
import { DatabaseLoad } from '#database';
import { WebhookBacklogService } from '#notifications';
import { counter, gauge, histogram, type Measurement, MetricSource, sharedGauge, single } from './measurement.js';

/** Connections to the database, and how long statements take. */
@Injectable()
export class DatabaseMetrics extends MetricSource {
  constructor(private readonly load: DatabaseLoad) {
    super();
  }

  override measure(): readonly Measurement[] {
    const pools = this.load.pools();
    const connections = pools.flatMap(({ pool, open, idle, waiting }) => [
      { labels: { pool, state: 'busy' }, value: open - idle },
      { labels: { pool, state: 'idle' }, value: idle },
      { labels: { pool, state: 'waiting' }, value: waiting },
    ]);
    return [
      gauge(
        'camgate_database_connections',
        'Connections of the pool by their state; waiting: work that waits for one',
        connections,
      ),
      gauge(
        'camgate_database_connections_max',
        'Connections that the pool may open',
        pools.map(({ pool, most }) => ({ labels: { pool }, value: most })),
      ),
      histogram(
        'camgate_database_statement_duration_seconds',
        'From the sending of a statement to its last row',
        pools.map(({ pool, statementSeconds }) => ({ labels: { pool }, distribution: statementSeconds })),
      ),
      counter(
        'camgate_database_slow_statements_total',
        'Statements that took longer than a second',
        pools.map(({ pool, slowStatements }) => ({ labels: { pool }, value: slowStatements })),
      ),
    ];
  }
}

/** Tokens and revocations. */
@Injectable()
export class AuthMetrics extends MetricSource {
  constructor(
    private readonly tokens: IssuedTokensService,
    private readonly revocations: RevocationsService,
  ) {
    super();
  }

  override measure(): readonly Measurement[] {
    const { ageSeconds, announced } = this.revocations;
    return [
      counter(
        'camgate_tokens_issued_total',
        'Access tokens by the profile of the API that they are for, and by grant',
        this.tokens.all().map(({ labels, count }) => ({ labels, value: count })),
      ),
      counter(
        'camgate_revocations_total',
        'Revocations that were announced, by their kind',
        announced.all().map(({ labels, count }) => ({ labels, value: count })),
      ),
      sharedGauge(
        'camgate_revocations_age_seconds',
        'How old the last news of revocations is; not ready at 60',
        ageSeconds === undefined ? [] : single(ageSeconds),
      ),
    ];
  }
}

/** What is done in the background. What stands in the database, all instances see alike. */
@Injectable()
export class WorkMetrics extends MetricSource {
  constructor(
    private readonly imports: ImportTotalsService,
    private readonly webhooks: WebhookBacklogService,
    private readonly audit: AuditLagService,
    private readonly feed: FeedWatch,
  ) {
    super();
  }

  override async measure(): Promise<readonly Measurement[]> {
    const totals = await this.imports.totals();
    const backlog = await this.webhooks.backlog();
    const lag = await this.audit.lag();
    return [
      sharedGauge(
        'camgate_imports',
        'Imports that are kept, by their state',
        totals.map(({ status, jobs }) => ({ labels: { status }, value: jobs })),
      ),
      sharedGauge(
        'camgate_import_rows',
        'Rows that the kept imports have done, by the state of the import',
        totals.map(({ status, rows }) => ({ labels: { status }, value: rows })),
      ),
      counter(
        'camgate_webhook_messages_total',
        'Attempts to send a message by their end: delivered, failed (tried again), dead, dropped',
        this.webhooks.outcomes().map(({ labels, count }) => ({ labels, value: count })),
      ),
      sharedGauge('camgate_webhook_messages_queued', 'Messages that wait, at most 100000', single(backlog.queued)),
      sharedGauge(
        'camgate_webhook_oldest_seconds',
        'Age of the oldest message that waits',
        single(backlog.oldestSeconds),
      ),
      gauge('camgate_audit_buffered', 'Audit events that are not stored yet', single(this.audit.buffered)),
      sharedGauge(
        'camgate_audit_unsealed',
        'Audit events that are not chained yet, at most 100000',
        single(lag.unsealed),
      ),
      sharedGauge(
        'camgate_audit_lag_seconds',
        'Age of the oldest audit event that is not chained',
        single(lag.oldestSeconds),
      ),
      gauge('camgate_feed_consumers', 'Who waits for changes of cameras', single(this.feed.listening)),
    ];
  }
}
