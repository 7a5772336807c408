import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyHttpOptions, LogController } from 'fastify';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import {
  canonicalUrl,
  DialectFilter,
  configureHttp,
  RouteMethods,
  longestRequestSeconds,
  ParserAnswers,
} from '#dialects';
import {
  documentApi,
  AppLogger,
  followRequests,
  limitConnections,
  logAnswer,
  loggerOptions,
  logRequests,
  requestIds,
  RequestMeter,
} from '#operations';
import { ClientOriginsService, DpopNonces } from '#auth';
import type { Config } from '#config';
import { AppModule } from '../app.module.js';
import type { Runtime } from './runtime.js';

const mebibyte = 1024 * 1024;

/** Builds the server, ready to listen: the same for `main.ts` and for every end-to-end test. */
export async function createApp(runtime: Runtime): Promise<NestFastifyApplication> {
  const { config } = runtime;
  const requests = new RequestMeter();
  const options: FastifyHttpOptions<Server> = {
    logger: loggerOptions(config),
    logController: new LogController({ disableRequestLogging: true }),
    // One logger for all requests: a child logger per request costs 3 %, and most requests write no line.
    childLoggerFactory: (logger) => logger,
    genReqId: requestIds(config),
    requestIdHeader: false,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: mebibyte,
    // A token of 20 kB gets the dialect's own error, not the HTTP parser's.
    http: { maxHeaderSize: 48 * 1024, requireHostHeader: false, ...timeLimits(config) },
    requestTimeout: timeLimits(config).requestTimeout,
    // No data for so long: the client is gone, or does not read the answer.
    connectionTimeout: 120_000,
    keepAliveTimeout: 72_000,
    clientErrorHandler: (error, socket) => parserAnswers.answerError(error, socket, server.log),
    rewriteUrl: (request) => canonicalUrl(request.url ?? '/'),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2048 },
    frameworkErrors: (error, request, reply) => {
      requests.begin(request, reply);
      decorateAnswer(request, reply);
      reply.header('connection', 'close');
      reply.raw.once('finish', () => logAnswer(request, reply));
      filter.answer(error, request, reply);
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  };
  const adapter = new FastifyAdapter(options);
  const server = adapter.getInstance();
  const filter = new DialectFilter(new RouteMethods(server), config.publicPath);
  const parserAnswers = new ParserAnswers(config);
  server.server.on('connect', (request, socket: Socket) => parserAnswers.answerConnect(request, socket, server.log));
  // An unknown expectation may be ignored (RFC 9110 §10.1.1); node's own answer would lack our headers.
  server.server.on('checkExpectation', (request, response) => server.server.emit('request', request, response));
  requests.watch(server);
  // The first request comes after the application is there.
  const decorateAnswer = await configureHttp(server, config, {
    isClientOrigin: (origin) => app.get(ClientOriginsService).has(origin),
    nextNonce: () => app.get(DpopNonces).next(),
  });
  logRequests(server);
  followRequests(server);
  limitConnections(server, config);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(runtime, requests), adapter, {
    bodyParser: false,
    logger: new AppLogger(server.log),
    abortOnError: false,
    routeConflictPolicy: { duplicate: 'error' },
    routeResolutionStrategy: 'specificity',
  });
  app.useGlobalFilters(filter);
  documentApi(app, config);
  await app.init();
  await server.ready();
  return app;
}

/** Node checks every second; `RequestDeadlines` enforces the limits of single routes. */
function timeLimits(config: Config) {
  return {
    headersTimeout: config.requestTimeoutSeconds * 1_000,
    requestTimeout: longestRequestSeconds(config) * 1_000,
    connectionsCheckingInterval: 1_000,
  };
}
