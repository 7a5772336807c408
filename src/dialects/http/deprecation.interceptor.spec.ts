import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Config, parseConfig } from '#config';
import { composeEndpoint } from './endpoint.js';

const see = '/docs/moved';

@Controller('things')
class ThingsController {
  @composeEndpoint('GET', 'old', { summary: 'Old', deprecated: { since: '2026-11-30', sunset: '2027-05-31', see } })
  old(): object {
    return { old: true };
  }

  @composeEndpoint('GET', 'older', { summary: 'Older', deprecated: { since: '2026-01-01', see } })
  older(): never {
    throw new Error('not today');
  }

  @composeEndpoint('GET', 'new', { summary: 'New' })
  current(): object {
    return { old: false };
  }
}

@Module({
  controllers: [ThingsController],
  providers: [{ provide: Config, useValue: parseConfig({ PUBLIC_URL: 'http://camgate.test/below' }) }],
})
class ThingsModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(ThingsModule, new FastifyAdapter(), { logger: false });
  await app.init();
});
afterAll(() => app.close());

// No route of ours is deprecated yet, so these are a test's own.
describe('A deprecated route', () => {
  const headersOf = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
    (await app.inject({ method: 'GET', url: `/things/${path}` })).headers;

  it('says since when, until when, and where there is more about it (RFC 9745, RFC 8594)', async () => {
    expect(await headersOf('old')).toMatchObject({
      deprecation: '@1795996800',
      sunset: 'Mon, 31 May 2027 00:00:00 GMT',
      link: '<http://camgate.test/below/docs/moved>; rel="deprecation"; type="text/html", <http://camgate.test/below/docs/moved>; rel="sunset"; type="text/html"',
    });
  });

  it('says so with its errors, too, and no end where none is decided', async () => {
    const headers = await headersOf('older');
    expect(headers).toMatchObject({ deprecation: '@1767225600' });
    expect(headers).not.toHaveProperty('sunset');
  });

  it('is marked in OpenAPI, and a route that is not says nothing', async () => {
    const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    expect(paths['/things/old']?.get?.deprecated).toBe(true);
    expect(paths['/things/new']?.get?.deprecated).toBeUndefined();
    expect(await headersOf('new')).not.toHaveProperty('deprecation');
  });
});
