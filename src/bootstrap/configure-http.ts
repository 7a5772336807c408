import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#config';
import { answerHeaders } from '../dialects/http/answer-headers.js';
import { readBody, refuseUnreadableUrl } from '../dialects/http/body.js';
import { addCompression } from '../dialects/http/compression.js';
import { CrossOrigin, isForClients } from '../dialects/http/cross-origin.js';
import { dialectOf } from '../dialects/dialects.js';
import { presentsKey } from '../dialects/http/dpop.js';
import { InputError } from '../dialects/http/input.error.js';
import { stateRateLimits } from '../dialects/http/rate-limit-headers.js';
import { RequestDeadlines } from '../dialects/http/request-deadlines.js';
import { headerOf, pathOf, pathIn, queryIn } from '../dialects/http/request.js';
import { deferUpload, uploadBytes } from '../dialects/http/upload.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The media type of the route's bodies, whatever its clients declare. */
    mediaType?: string;
  }
}

const kibibyte = 1024;

/** Paths where credentials are exchanged; their bodies are small (R-LOCK-4) and their answers are not compressed. */
const authPath =
  /\/(token|refresh_token|oauth|login|auth|register_app|autologin|password_recovery|reset_password|apikey)(\/|$)/;

/** Of our own APIs; clients of others know no such headers. */
const ownPath = /^\/(api\/v1|oauth)\//;

/** Paths whose bodies hold the picture of a floor plan: 2 MiB, a third more as Base64. */
const picturePath = /\/folders(\/:folder_id)?$/;
const pictureBytes = 3 * kibibyte * kibibyte;

/** Sets the headers of every answer; true when the answer is complete with them (a browser's preflight). */
export type AnswerDecorator = (request: FastifyRequest, reply: FastifyReply, isClient?: boolean) => boolean;

/** What the answers take from the application, once it is there. */
export interface AnswerSources {
  /** Whether pages of an origin belong to a registered client. */
  readonly isClientOrigin: (origin: string) => Promise<boolean>;
  /** What the next DPoP proof must carry; undefined: nothing. */
  readonly nextNonce: () => string | undefined;
}

/**
 * Configures what all dialects share: how bodies are read, the headers of every answer, and which URLs are rejected.
 * @returns the decorator for answers that the framework makes before any hook runs
 */
export async function configureHttp(
  server: FastifyInstance,
  config: Config,
  { isClientOrigin, nextNonce }: AnswerSources,
): Promise<AnswerDecorator> {
  server.removeAllContentTypeParsers();
  server.decorateRequest('upload', undefined);
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => {
    try {
      const { mediaType = request.headers['content-type'], repeats } = request.routeOptions.config;
      done(null, request.upload ?? readBody(Buffer.from(bytes), mediaType, repeats));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
  server.addHook('onRoute', (route) => {
    if (route.config?.upload)
      Object.assign(route, { bodyLimit: route.config.mostBytes ?? uploadBytes, preParsing: deferUpload });
    else if (route.config?.mostBytes !== undefined) route.bodyLimit = route.config.mostBytes;
    if (picturePath.test(route.url)) route.bodyLimit = pictureBytes;
    if (!authPath.test(route.url)) return;
    if (ownPath.test(route.url)) stateRateLimits(route);
    route.bodyLimit = 64 * kibibyte;
    route.compress = false;
  });
  // After the hook above, because it reads the route's `compress`.
  await addCompression(server);
  server.decorateRequest('dialectName', '');
  server.decorateRequest('refusal', undefined);
  const decorateAnswer = answerDecorator(config, nextNonce);
  const deadlines = new RequestDeadlines(server, config.requestTimeoutSeconds);
  const admit = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void, isClient: boolean) => {
    if (decorateAnswer(request, reply, isClient)) return void reply.status(204).send();
    deadlines.watch(request, reply);
    try {
      refuseMissingHost(request);
      refuseUnreadableUrl(request.raw.url ?? '');
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  };
  server.addHook('onRequest', (request, reply, done) => {
    const origin = headerOf(request, 'origin');
    if (origin === undefined || !isForClients(pathOf(request))) return admit(request, reply, done, false);
    void isClientOrigin(origin).then((isClient) => admit(request, reply, done, isClient));
  });
  return decorateAnswer;
}

/** RFC 9112 §3.2; node's own answer would lack our headers. */
function refuseMissingHost({ headers, raw }: FastifyRequest): void {
  if (headers.host === undefined && raw.httpVersion === '1.1')
    throw InputError.unreadable('The request names no host.');
}

function answerDecorator(config: Config, nextNonce: AnswerSources['nextNonce']): AnswerDecorator {
  const headers = answerHeaders(config);
  const crossOrigin = new CrossOrigin(config);
  return (request, reply, isClient) => {
    request.dialectName = dialectOf(pathOf(request))?.name ?? 'server';
    reply.headers(headers);
    reply.header('x-request-id', request.id);
    if (carriesCredential(request)) reply.header('cache-control', 'no-store');
    // On every answer, so that a client knows the next one before the last one is refused (RFC 9449 §8.2).
    const nonce = presentsKey(request) ? nextNonce() : undefined;
    if (nonce !== undefined) reply.header('dpop-nonce', nonce);
    return crossOrigin.setHeaders(request, reply, isClient);
  };
}

/** The URL as routed: each dialect's aliases mapped to one spelling, the query string unchanged. */
export function canonicalUrl(url: string): string {
  const path = pathIn(url);
  return (dialectOf(path)?.canonicalPath?.(path) ?? path) + queryIn(url);
}

function carriesCredential(request: FastifyRequest): boolean {
  const { headers } = request;
  if (/[?&]access_token=/.test(request.originalUrl)) return true;
  return Boolean(
    headers.authorization ??
    headers['dpop'] ??
    headers['x-vsaas-session'] ??
    headers['x-vsaas-api-key'] ??
    headers['x-vsaas-apikey'] ??
    headers.cookie,
  );
}
