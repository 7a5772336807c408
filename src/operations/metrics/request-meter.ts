import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Distribution } from '#config';
import { counter, gauge, histogram, type Measurement, MetricSource, single } from './measurement.js';

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Of requests that reach no route: who asks chooses the path, so it must not become a label. */
const unknownRoute = '(unknown)';
/** RFC 9110 §9.1 and PATCH; who asks chooses the method, too. */
const knownMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** In place of a status: who asked was gone before the answer was complete. */
const aborted = 'aborted';
/** The code of a refusal by a limit on attempts. */
const throttled = 'attempts.exceeded';

type Status = number | typeof aborted;

/** What happened at one route. Routes, methods and statuses are few: nothing here grows with requests. */
interface RouteCounts {
  readonly api: string;
  readonly route: string;
  readonly seconds: Distribution;
  readonly methods: Map<string, Map<Status, number>>;
}

/**
 * Counts and times every request of this process, by API and route. A request costs one listener and three look-ups; texts are
 * made when somebody reads them.
 */
@Injectable()
export class RequestMeter extends MetricSource {
  private readonly routes = new Map<string, RouteCounts>();
  /** The same, by what Fastify keeps once a route; an API answers it. */
  private readonly byRoute = new WeakMap<object, RouteCounts>();
  private readonly refusals = new Map<string, Map<string, number>>();
  private inFlight = 0;

  /** Counts every request of a server that reaches its hooks. */
  watch(server: FastifyInstance): void {
    server.addHook('onRequest', (request, reply, done) => {
      this.begin(request, reply);
      done();
    });
  }

  /** Counts a request, which ends with the last byte of its answer, or when who asked has gone. */
  begin(request: FastifyRequest, reply: FastifyReply): void {
    const began = performance.now();
    this.inFlight += 1;
    reply.raw.once('close', () => {
      this.inFlight -= 1;
      this.note(request, reply, (performance.now() - began) / 1000);
    });
  }

  override measure(): readonly Measurement[] {
    const routes = [...this.routes.values()];
    const requests = routes.flatMap(({ api, route, methods }) =>
      [...methods].flatMap(([method, statuses]) =>
        [...statuses].map(([status, value]) => ({ labels: { api, route, method, status }, value })),
      ),
    );
    const refusals = [...this.refusals].flatMap(([api, codes]) =>
      [...codes].map(([code, value]) => ({ labels: { api, code }, value })),
    );
    const tooMany = refusals.filter(({ labels: { code } }) => code === throttled);
    return [
      counter('http_requests_total', 'Requests; status="aborted": who asked did not wait for the answer', requests),
      histogram(
        'http_request_duration_seconds',
        'From the head of a request to the end of its answer',
        routes.map(({ api, route, seconds }) => ({ labels: { api, route }, distribution: seconds })),
      ),
      gauge('http_requests_in_flight', 'Requests that are being answered', single(this.inFlight)),
      counter('camgate_refusals_total', 'Requests that were answered with an error, by its code', refusals),
      counter(
        'camgate_throttled_total',
        'Requests that were refused because there were too many attempts',
        tooMany.map(({ labels: { api }, value }) => ({ labels: { api }, value })),
      ),
    ];
  }

  private note(request: FastifyRequest, reply: FastifyReply, seconds: number): void {
    const counts = this.countsOf(request);
    counts.seconds.add(seconds);
    const method = knownMethods.has(request.method) ? request.method : 'other';
    const statuses = counts.methods.get(method) ?? new Map<Status, number>();
    counts.methods.set(method, statuses);
    const status = reply.raw.writableFinished ? reply.raw.statusCode : aborted;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const { refusal } = request;
    if (refusal === undefined) return;
    const codes = this.refusals.get(counts.api) ?? new Map<string, number>();
    this.refusals.set(counts.api, codes);
    codes.set(refusal, (codes.get(refusal) ?? 0) + 1);
  }

  private countsOf(request: FastifyRequest): RouteCounts {
    if (request.is404) return this.countsAt(request.dialectName, unknownRoute);
    const { config, url = unknownRoute } = request.routeOptions;
    const known = this.byRoute.get(config);
    if (known !== undefined && known.api === request.dialectName) return known;
    const counts = this.countsAt(request.dialectName, url);
    this.byRoute.set(config, counts);
    return counts;
  }

  private countsAt(api: string, route: string): RouteCounts {
    const key = `${api} ${route}`;
    const known = this.routes.get(key);
    if (known !== undefined) return known;
    const counts = { api, route, seconds: new Distribution(bounds), methods: new Map() };
    this.routes.set(key, counts);
    return counts;
  }
}
