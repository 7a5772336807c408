import type { LoggerService } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { Config } from '#config';
import { redactedPath, redactedText } from './redaction.js';

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

/** The caller's own `X-Request-Id` when it is plain, else a new one. */
export function requestId(request: { readonly headers: IncomingHttpHeaders }): string {
  const given = request.headers['x-request-id'];
  const isPlain = typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) && redactedText(given) === given;
  return isPlain ? given : randomUUID();
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
