import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyHttpOptions, LogController } from 'fastify';
import type { Server } from 'node:http';
import { canonicalUrl, DialectFilter, furnish, KnownMethods } from '#dialects';
import { documentApi, HouseLogger, limitConnections, loggerOptions, logRequests, requestId } from '#operations';
import { AppModule } from './app.module.js';
import type { Ground } from './ground.js';

const mebibyte = 1024 * 1024;

/** Builds the server, ready to listen: the same for `main.ts` and for every end-to-end test. */
export async function buildApp(ground: Ground): Promise<NestFastifyApplication> {
  const { config } = ground;
  const options: FastifyHttpOptions<Server> = {
    logger: loggerOptions(config),
    logController: new LogController({ disableRequestLogging: true }),
    // One logger for all requests: a child for each, for the few lines that most requests never write, costs 3 %.
    childLoggerFactory: (logger) => logger,
    genReqId: requestId,
    requestIdHeader: false,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: mebibyte,
    // A token of 20 kB is answered in the door's own words, not by the HTTP parser.
    http: { maxHeaderSize: 48 * 1024 },
    rewriteUrl: (request) => canonicalUrl(request.url ?? '/'),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2048 },
    frameworkErrors: (error, request, reply) => {
      dress(request, reply);
      filter.answer(error, request, reply);
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  };
  const adapter = new FastifyAdapter(options);
  const server = adapter.getInstance();
  const filter = new DialectFilter(new KnownMethods(server));
  const dress = await furnish(server, config);
  logRequests(server);
  limitConnections(server, config);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(ground), adapter, {
    bodyParser: false,
    logger: new HouseLogger(server.log),
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
