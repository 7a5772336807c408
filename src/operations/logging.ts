import type { LoggerService } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Config } from '#config';

/** Values that never reach a log, whatever object they hang on (R-LOG). */
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
        message: withoutSecrets(error.message),
        stack: withoutSecrets(error.stack ?? ''),
      }),
    },
  };
}

/** One line a request when it is answered, without its query string: `debug`, `info` for a refusal, `error` for a fault of ours. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 500 ? 'error' : reply.statusCode >= 400 ? 'info' : 'debug';
    const [path] = request.originalUrl.split('?');
    request.log[level](
      {
        reqId: request.id,
        method: request.method,
        path: withoutSecrets(path ?? ''),
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        ip: request.ip,
      },
      'answered',
    );
    done();
  });
}

/** Without user, password and query string of any URL in a text, and without our own marked secrets: some stand in paths. */
function withoutSecrets(text: string): string {
  return text
    .replace(/(\w+:\/\/)[^\s/@]+@/g, '$1[redacted]@')
    .replace(/(\w+:\/\/[^\s?"']+)\?[^\s"']+/g, '$1?[redacted]')
    .replace(/\b(cg[kci]_)[0-9A-Za-z]{36}\b/g, '$1[redacted]');
}

/** A caller's own `X-Request-Id` when it is plain, else a new one. */
export function requestId(request: { readonly headers: IncomingHttpHeaders }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
}

/** Nest's messages through the same log, warnings and worse only: what starts is said by `main.ts`. */
export class HouseLogger implements LoggerService {
  constructor(private readonly logger: FastifyBaseLogger) {}

  log(): void {}

  warn(message: unknown, ...more: readonly unknown[]): void {
    this.logger.warn({ context: more.at(-1) }, String(message));
  }

  error(message: unknown, ...more: readonly unknown[]): void {
    this.logger.error({ context: more.at(-1), err: message instanceof Error ? message : undefined }, String(message));
  }

  fatal(message: unknown, ...more: readonly unknown[]): void {
    this.logger.fatal({ context: more.at(-1) }, String(message));
  }
}
