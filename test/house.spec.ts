import { PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessMetadata } from '#auth';
import { type House, openHouse } from './support/house.js';

interface Route {
  readonly name: string;
  readonly isPublic: boolean;
  readonly requires: unknown;
}

/** Routes that anybody may call, each with the reason that it must be so. A new one is added here on purpose. */
const publicRoutes: Readonly<Record<string, string>> = {
  'AdminLoginController.login': 'Watcher admin-api v3 login: Basic or a refresh token, read by the route itself',
  'AutomaticSignInController.use': 'Watcher v3 automatic sign-in: the credential is the token in the body; throttled',
  'AuthController.check': 'Watcher v2 asks whether a password is right; throttled like a login',
  'AuthController.login': 'Watcher v2 login: the credential is the body',
  'AuthController.whoami': 'Watcher v2: without a credential the answer is the guest',
  'BrowserSignInController.open': 'Watcher v2 automatic sign-in: the credential is the token in the form; throttled',
  'ClientTokenController.issue': 'CAM2 v2 /auth: the credential is the query',
  'DemoController.snapshot': 'drawn pictures of the demo cameras, for everybody',
  'FlussonicController.play': 'a media server asks; the credential is the viewer’s, inside the question',
  'FlussonicController.publish': 'a media server asks; the credential is the viewer’s, inside the question',
  'HealthController.live': 'orchestrators have no credential',
  'HealthController.ready': 'orchestrators have no credential',
  'InitialSettingsController.claim': 'an empty house has nobody: from this machine itself, or with the system key',
  'LoginController.login': 'Watcher v3 login: Basic or a refresh token, read by the route itself',
  'PasswordRecoveryController.page': 'the page that a recovery letter links to',
  'PasswordRecoveryController.request': 'people who forgot their password have no credential; throttled',
  'PasswordRecoveryController.reset': 'the credential is the token of the letter; throttled',
  'MediamtxController.ask': 'a media server asks; the credential is the viewer’s, inside the question',
  'NginxController.ask': 'a media server asks; the credential is the viewer’s, inside the question',
  'NginxRtmpController.notify': 'a media server asks; the credential is the viewer’s, inside the question',
  'NodeMediaServerController.notify': 'a media server asks; the credential is the viewer’s, inside the question',
  'MonitoringController.liveness': 'orchestrators have no credential',
  'MonitoringController.readiness': 'orchestrators have no credential',
  'RecoveryController.page': 'the page that a recovery letter of Watcher v2 links to',
  'RecoveryController.request': 'people who forgot their password have no credential; throttled',
  'RecoveryController.restore': 'the credential is the token of the letter; throttled',
  'SignInController.login': 'REST login: the credential is the body',
  'SignInController.logout': 'signing out works with an expired access token, too',
  'SignInController.refresh': 'the credential is the refresh token in the body or the cookie',
  'UiSettingsController.show': 'a login page needs its title and colors',
  'TokenController.token': 'OAuth token endpoint: client authentication is its business',
  'TokensController.exchange': 'CAM2 v1 /token/: the credential is the body',
  'TokensController.renew': 'CAM2 v1 /refresh_token/: the credential is the body',
  'WelcomeController.welcome': 'CAM2 v1 answers / with a link to the documentation',
  'WellKnownController.jwks': 'public keys are public',
  'WellKnownController.metadata': 'RFC 8414 metadata is public',
  'WellKnownController.metadataOfPath': 'RFC 8414 metadata is public',
};

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

function routes(): readonly Route[] {
  const reflector = new Reflector();
  const controllers = [...house.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const methods = Object.getOwnPropertyNames(metatype.prototype).filter((name) => name !== 'constructor');
    return methods.flatMap((method) => {
      const handler: unknown = metatype.prototype[method];
      if (typeof handler !== 'function' || Reflect.getMetadata(PATH_METADATA, handler) === undefined) return [];
      const read = (key: string): unknown =>
        reflector.getAllAndOverride(key, [handler as () => void, metatype as new () => unknown]);
      return [
        {
          name: `${metatype.name}.${method}`,
          isPublic: read(accessMetadata.public) === true,
          requires: read(accessMetadata.requires),
        },
      ];
    });
  });
}

describe('every route', () => {
  it('states who may call it', () => {
    const silent = routes().filter(({ isPublic, requires }) => !isPublic && requires === undefined);
    expect(silent).toEqual([]);
    expect(routes().length).toBeGreaterThan(15);
  });

  it('that is public is on the list of public routes, with its reason (R-API)', () => {
    const open = routes()
      .filter(({ isPublic }) => isPublic)
      .map(({ name }) => name);
    expect(open.sort()).toEqual(Object.keys(publicRoutes).sort());
  });
});

describe('the schema', () => {
  it('that the migrations make is the one that the entities describe', async () => {
    // TypeORM remembers a generated column under its database's name, and this one is a clone.
    await house.dataSource.query('UPDATE typeorm_metadata SET database = current_database()');
    const { upQueries } = await house.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});

describe('the core', () => {
  // Words of the wire; in the core they would mean that a dialect leaks in. Entities name columns, so they are left out.
  const wireWords =
    /\b(clientID|cameraID|vsaas|x-vsaas|client_secret|access_token|HttpException|statusCode|401|403|404)\b/;
  const files = ['auth', 'access', 'cameras', 'playback', 'workspace', 'settings', 'audit']
    .flatMap((room) => sourcesOf(join('src', room)))
    .filter((file) => !/\.(entity|spec)\.ts$/.test(file) && !file.includes('/import/') && !file.includes('/export/'));

  it.each(files)('%s speaks no wire word', (file) => {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(code.match(wireWords)?.[0]).toBeUndefined();
  });
});

function sourcesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}
