import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Config } from '#config';
import { type Dialect, dialects } from '#dialects';
import { completeDocument } from './documentation/complete-document.js';
import { documentedRoutes } from './documentation/documented-routes.js';
import { operationIdOf } from './documentation/operation-ids.js';
import { servedAt } from './documentation/served-at.js';

/** Swagger UI is scripts and styles of its own origin; it starts itself with an inline style. */
const documentationPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** Serves Swagger UI at /docs and one OpenAPI definition per open dialect at /openapi/<dialect>.json. */
export function documentApi(app: NestFastifyApplication, config: Config): void {
  const open = dialects.filter(({ name }) => config.dialects.includes(name));
  const server = app.getHttpAdapter().getInstance();
  for (const dialect of open) {
    let document: OpenAPIObject | undefined;
    server.get(`/openapi/${dialect.name}.json`, (_request, reply) => {
      document ??= servedAt(describeDialect(app, dialect, config), config);
      return reply.send(document);
    });
  }
  server.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/docs')) return;
    route.onRequest = (_request, reply, done) => {
      reply.header('content-security-policy', documentationPolicy);
      done();
    };
  });
  SwaggerModule.setup('docs', app, () => describeUi(), {
    raw: false,
    explorer: true,
    customSiteTitle: 'Camgate API',
    swaggerOptions: {
      urls: open.map(({ name, title }) => ({ name: title, url: `${config.publicPath}/openapi/${name}.json` })),
      'urls.primaryName': open.find(({ name }) => name === 'rest')?.title,
      // A hundred paths are slow to render; each group is rendered when it is opened.
      docExpansion: 'none',
      persistAuthorization: true,
      displayRequestDuration: true,
      validatorUrl: null,
      requestInterceptor: markScripted,
    },
  });
}

/** Runs in the browser. A scripted request gets no Basic challenge, which would open the browser's own prompt over the page. */
function markScripted<Request extends { readonly headers: Record<string, string> }>(request: Request): Request {
  request.headers['X-Requested-With'] = 'SwaggerUI';
  return request;
}

/** The OpenAPI definition of one dialect. */
export function describeDialect(app: NestFastifyApplication, dialect: Dialect, config: Config): OpenAPIObject {
  const { documentation } = dialect;
  const builder = new DocumentBuilder()
    .setTitle(`Camgate: ${dialect.title}`)
    .setDescription(documentation.description)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0');
  for (const [name, description] of Object.entries(documentation.tags)) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, dialect.describe(builder).build(), {
    include: [dialect.module],
    deepScanRoutes: true,
    operationIdFactory: operationIdOf,
    extraModels: [...documentation.errors.models],
  });
  return completeDocument(document, dialect, documentedRoutes(app), dialect.guestsMayRead?.(config) ?? false);
}

function describeUi(): OpenAPIObject {
  return { ...new DocumentBuilder().setTitle('Camgate').build(), paths: {} };
}
