import { Injectable, Logger } from '@nestjs/common';
import cluster from 'node:cluster';
import { collectDefaultMetrics, type Metric, type MetricObject, Registry } from 'prom-client';
import { commit, version } from '#config';
import { isUnavailable, reasonOf } from '#database';
import { WorkerMetrics } from './cluster-metrics.js';
import { AuthMetrics, DatabaseMetrics, WorkMetrics } from './core.metrics.js';
import { gauge, type Measurement, type MetricSource, sharedGauge, single } from './measurement.js';
import { RequestMeter } from './request-meter.js';

/** A database that does not answer must not keep who reads the metrics waiting: that is when they are needed. */
const patienceMilliseconds = 3_000;

/** Of the process itself: memory, processor time, event loop. Once a process, however many applications a test starts in it. */
const processRegistry = new Registry();
let watchesProcess = false;

/** Makes the answer of `/metrics`. */
@Injectable()
export class MetricsService {
  private readonly logger = new Logger('Metrics');
  private readonly sources: readonly MetricSource[];
  /** Undefined: this process is the only one. */
  private readonly worker: WorkerMetrics | undefined;

  constructor(requests: RequestMeter, database: DatabaseMetrics, auth: AuthMetrics, work: WorkMetrics) {
    this.sources = [requests, database, auth, work];
    this.worker = cluster.isWorker ? new WorkerMetrics(() => this.own()) : undefined;
    if (watchesProcess) return;
    watchesProcess = true;
    collectDefaultMetrics({ register: processRegistry });
  }

  /** The media type of the text. */
  get mediaType(): string {
    return processRegistry.contentType;
  }

  /**
   * In Prometheus's text format; of all processes that share the port. What cannot be measured now is missing.
   * @throws Error when another process does not answer
   */
  async text(): Promise<string> {
    return this.worker === undefined ? (await this.registry()).metrics() : this.worker.text();
  }

  /** The metrics of this process, for the one that adds them up. */
  private async own(): Promise<readonly MetricObject[]> {
    return (await this.registry()).getMetricsAsJSON();
  }

  private async registry(): Promise<Registry> {
    const measured = await Promise.all(this.sources.map((source) => this.measured(source)));
    const answers = measured.every((measurements) => measurements !== undefined);
    const registry = Registry.merge([processRegistry]);
    const all = [
      ...measured.flatMap((measurements) => measurements ?? []),
      sharedGauge('camgate_database_up', 'Whether the database answered this reading', single(answers ? 1 : 0)),
      sharedGauge('camgate_build_info', 'The program that runs', [
        { labels: { version, commit: commit ?? '' }, value: 1 },
      ]),
      gauge('camgate_processes', 'Processes that serve', single(1)),
    ];
    for (const measurement of all) registry.registerMetric(metricOf(measurement));
    return registry;
  }

  private async measured(source: MetricSource): Promise<readonly Measurement[] | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), patienceMilliseconds);
    });
    try {
      return await Promise.race([source.measure(), tooLate]);
    } catch (error) {
      if (!isUnavailable(error)) this.logger.warn(`Metrics are missing: ${reasonOf(error)}`);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The border: a registry asks a metric for nothing but this. */
function metricOf(measurement: Measurement): Metric {
  return { ...measurement, get: async () => measurement } as unknown as Metric;
}
