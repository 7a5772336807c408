import type { LoggerService } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { type Config, currentTrace, traceIn, withTrace } from '#config';
import { redactedPath, redactedText } from './redaction.js';
import { TrustedProxies } from './trusted-proxies.js';

/** Properties that are never logged, whatever object has them (R-LOG). */
const redacted = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["x-vsaas-api-key"]',
  '["x-vsaas-apikey"]',
  '["x-vsaas-session"]',
  'client_secret',
  'password',
  'token',
  'refresh_token',
  'access_token',
].flatMap((name) => {
  const key = name.startsWith('[') ? name : `.${name}`;
  return [key.replace(/^\./, ''), `*${key}`, `*.*${key}`];
});

/** Fastify's own pino. Requests are logged without their query string, headers or body. */
export function loggerOptions(config: Config): NonNullable<FastifyServerOptions['logger']> {
  if (config.logLevel === 'silent') return false;
  return {
    level: config.logLevel,
    redact: { paths: redacted, censor: '[redacted]' },
    mixin: ofTheRequest,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: {
      err: (error: Error) => ({
        type: error.name,
        message: redactedText(error.message),
        stack: redactedText(error.stack ?? ''),
      }),
      path: redactedPath,
      detail: (detail: unknown) => (typeof detail === 'string' ? redactedText(detail) : undefined),
    },
  };
}

/** What every line states that is written while a request is answered, whoever writes it. */
function ofTheRequest(): object {
  const trace = currentTrace();
  return trace === undefined ? {} : { reqId: trace.requestId, trace_id: trace.traceId };
}

/** Since then, following a request through its promises costs nothing to speak of. */
const followsCheaply = Number(process.versions.node.split('.')[0]) >= 24;

/**
 * Has every line of a request state its id, and its trace where the caller sent one (`traceparent`), and passes the trace on to
 * whom the request asks. On Node before 24 only for requests that have a trace: lines that the core writes for others have no
 * request id there.
 */
export function followRequests(server: FastifyInstance): void {
  // Not earlier: reading a body loses what a hook before it began.
  server.addHook('preValidation', (request, _reply, done) => {
    const trace = traceOf(request);
    if (trace === undefined && !followsCheaply) return done();
    withTrace({ requestId: request.id, ...trace }, done);
  });
}

function traceOf({ headers: { traceparent } }: FastifyRequest): ReturnType<typeof traceIn> {
  return typeof traceparent === 'string' ? traceIn(traceparent) : undefined;
}

/**
 * One line per answered request, without its query string: `debug`, `info` for a 4xx, `error` for a 5xx. A serializer redacts the
 * path, so only when the line is written.
 */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    logAnswer(request, reply);
    done();
  });
}

/** The line of one answered request. */
export function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
  const level = reply.statusCode >= 500 ? 'error' : reply.statusCode >= 400 ? 'info' : 'debug';
  const route = request.is404 ? undefined : request.routeOptions.url;
  request.log[level](
    {
      reqId: request.id,
      trace_id: traceOf(request)?.traceId,
      method: request.method,
      // The route's segments match the URL that the router got.
      path: { url: route === undefined ? request.originalUrl : request.url, route },
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      ip: request.ip,
    },
    'answered',
  );
}

/**
 * Names requests: as a proxy of `TRUST_PROXY` did in `X-Request-Id`, where that is plain, else anew. Nobody else chooses what
 * stands in our log and our audit.
 */
export function requestIds({ trustProxy }: Config): (request: IncomingMessage) => string {
  const proxies = new TrustedProxies(trustProxy);
  return ({ headers, socket }) => {
    const given = headers['x-request-id'];
    const isPlain = typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) && redactedText(given) === given;
    return isPlain && proxies.has(socket.remoteAddress ?? '') ? given : randomUUID();
  };
}

/** Nest's messages in the same log, warnings and worse only: `main.ts` prints the start. */
export class AppLogger implements LoggerService {
  constructor(private readonly logger: FastifyBaseLogger) {}

  log(): void {}

  warn(message: unknown, ...more: readonly unknown[]): void {
    this.logger.warn({ context: more.at(-1) }, redactedText(String(message)));
  }

  error(message: unknown, ...more: readonly unknown[]): void {
    this.logger.error(
      { context: more.at(-1), err: message instanceof Error ? message : undefined },
      redactedText(String(message)),
    );
  }

  fatal(message: unknown, ...more: readonly unknown[]): void {
    this.logger.fatal({ context: more.at(-1) }, redactedText(String(message)));
  }
}
