import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessMetadata, type Requirement } from '#auth';
import { type TestServer, openServer } from './support/server.js';

interface Route {
  readonly name: string;
  readonly method: string;
  readonly isPublic: boolean;
  readonly requires: Requirement | undefined;
}

/** Routes that anybody may call, each with the reason that it must be so. A new one is added here on purpose. */
const publicRoutes: Readonly<Record<string, string>> = {
  'AdminLoginController.login': 'Watcher admin-api v3 login: Basic or a refresh token, read by the route itself',
  'AutomaticSignInController.use': 'Watcher v3 automatic sign-in: the credential is the token in the body; throttled',
  'AuthorizeController.begin': 'the sign-in page of OAuth clients',
  'AuthorizeController.send': 'the forms of the sign-in page: login and password, or the browser’s session',
  'AuthController.check': 'Watcher v2 asks whether a password is right; throttled like a login',
  'AuthController.login': 'Watcher v2 login: the credential is the body',
  'AuthController.whoami': 'Watcher v2: without a credential the answer is the guest',
  'BrowserSignInController.open': 'Watcher v2 automatic sign-in: the credential is the token in the form; throttled',
  'ClientTokenController.issue': 'CAM2 v2 /auth: the credential is the query',
  'DemoController.snapshot': 'drawn pictures of the demo cameras, for everybody',
  'DeviceAuthorizationController.begin': 'the credential is the client’s, in the header or the form',
  'DevicePageController.decide': 'the form of the device page; the browser’s session decides',
  'DevicePageController.open': 'the page where a person types the code of a device',
  'ExternalSignInController.begin': 'the way to an external provider from the sign-in page',
  'ExternalSignInController.complete': 'the way back: the credential is the provider’s answer, bound to the browser',
  'ExternalSignInController.endSessions': 'called by an external provider, which signs what it sends',
  'ExternalSignInController.signedOut': 'the way back from signing out there; changes nothing',
  'FlussonicController.play': 'a media server asks; the credential is the viewer’s, inside the question',
  'FlussonicController.publish': 'a media server asks; the credential is the viewer’s, inside the question',
  'HealthController.live': 'orchestrators have no credential',
  'HealthController.ready': 'orchestrators have no credential',
  'MetricsController.read': 'judges itself: METRICS_TOKEN, or this machine',
  'VersionController.read': 'which program runs is no secret',
  'InitialSettingsController.claim':
    'an empty installation has no account: from this machine itself, or with the system key',
  'LoginController.login': 'Watcher v3 login: Basic or a refresh token, read by the route itself',
  'PasswordRecoveryController.page': 'the page that a recovery email links to',
  'PasswordRecoveryController.request': 'people who forgot their password have no credential; throttled',
  'PasswordRecoveryController.reset': 'the credential is the token of the email; throttled',
  'ProblemPagesController.list': 'what errors mean is no secret',
  'ProblemPagesController.one': 'the same for one',
  'MediamtxController.ask': 'a media server asks; the credential is the viewer’s, inside the question',
  'NginxController.ask': 'a media server asks; the credential is the viewer’s, inside the question',
  'NginxRtmpController.notify': 'a media server asks; the credential is the viewer’s, inside the question',
  'NodeMediaServerController.notify': 'a media server asks; the credential is the viewer’s, inside the question',
  'MonitoringController.liveness': 'orchestrators have no credential',
  'MonitoringController.readiness': 'orchestrators have no credential',
  'RecoveryController.page': 'the page that a recovery email of Watcher v2 links to',
  'RecoveryController.request': 'people who forgot their password have no credential; throttled',
  'RecoveryController.restore': 'the credential is the token of the email; throttled',
  'SignInController.login': 'REST login: the credential is the body',
  'SignInController.logout': 'signing out works with an expired access token, too',
  'SignInController.refresh': 'the credential is the refresh token in the body or the cookie',
  'SignOutController.ask': 'signing out: the browser’s session',
  'SignOutController.send': 'signing out: the browser’s session',
  'UiSettingsController.show': 'a login page needs its title and colors',
  'TokenInspectionController.introspect': 'OAuth introspection: client authentication is its business',
  'TokenInspectionController.revoke': 'OAuth revocation: client authentication is its business',
  'PasskeyScriptController.script': 'the script of the sign-in pages',
  'PushedRequestsController.push': 'the credential is the client’s, in the header or the form',
  'TokenController.token': 'OAuth token endpoint: client authentication is its business',
  'TokensController.exchange': 'CAM2 v1 /token/: the credential is the body',
  'TokensController.renew': 'CAM2 v1 /refresh_token/: the credential is the body',
  'WelcomeController.welcome': 'CAM2 v1 answers / with a link to the documentation',
  'WellKnownController.jwks': 'public keys are public',
  'WellKnownController.metadata': 'RFC 8414 metadata is public',
  'WellKnownController.metadataOfPath': 'RFC 8414 metadata is public',
  'WellKnownController.openidConfiguration': 'OpenID Connect Discovery is public',
  'WellKnownController.resource': 'RFC 9728 metadata is public',
  'WellKnownController.resourceOfPath': 'RFC 9728 metadata is public',
};

const ownWebhook = 'what a caller sees anyway is sent to them; a narrowed token needs cameras:write';
/** Routes that change something and take no permission to change it, each with its reason. */
const changesWithoutPermission: Readonly<Record<string, string>> = {
  'AgentActivationTokensController.create': 'a token of the caller’s own, which gives no right over a camera',
  'ApiKeyController.remove': 'the caller’s own API key; a narrowed token needs `users:manage`',
  'ApiKeyController.renew': 'the caller’s own API key; a narrowed token needs `users:manage`',
  'ApiKeysController.change':
    'the caller’s own API keys; a narrowed token needs `users:manage`, and a key manages none',
  'ApiKeysController.create':
    'the caller’s own API keys; a narrowed token needs `users:manage`, and a key manages none',
  'ApiKeysController.remove':
    'the caller’s own API keys; a narrowed token needs `users:manage`, and a key manages none',
  'ApiKeysController.rotate':
    'the caller’s own API keys; a narrowed token needs `users:manage`, and a key manages none',
  'AuthController.logout': 'ends the caller’s own session',
  'CamerasController.query': 'a question: it changes nothing (RFC 10008)',
  'CamerasController.search': 'a question in a body: it changes nothing',
  'CameraActionsController.mark': 'the caller’s own marks on a camera that they may see',
  'DeviceTokensController.confirm': 'the caller’s own device',
  'DeviceTokensController.delete': 'the caller’s own device',
  'DeviceTokensController.save': 'the caller’s own device',
  'DevicesController.confirm': 'the caller’s own device',
  'DevicesController.put': 'the caller’s own device',
  'DevicesController.register': 'the caller’s own device',
  'DevicesController.remove': 'the caller’s own device',
  'EpisodesController.episode_delete': 'there are no episodes: the answer is always 404',
  'EpisodesController.episode_add_to_favorites': 'there are no episodes: the answer is always 404',
  'EpisodesController.episode_delete_from_favorites': 'there are no episodes: the answer is always 404',
  'EpisodesController.episode_update': 'there are no episodes: the answer is always 404',
  'FactorsController.confirm':
    'the caller’s own second factors and app passwords; a narrowed token needs `users:manage`, and a key manages none',
  'FactorsController.createAppPassword':
    'the caller’s own second factors and app passwords; a narrowed token needs `users:manage`, and a key manages none',
  'FactorsController.offer':
    'the caller’s own second factors and app passwords; a narrowed token needs `users:manage`, and a key manages none',
  'PasskeysController.confirm':
    'the caller’s own second factors and app passwords; a narrowed token needs `users:manage`, and a key manages none',
  'PasskeysController.offer':
    'the caller’s own second factors and app passwords; a narrowed token needs `users:manage`, and a key manages none',
  'FactorsController.remove':
    'the caller’s own second factors and app passwords; a narrowed token needs `users:manage`, and a key manages none',
  'FactorsController.removeAppPassword':
    'the caller’s own second factors and app passwords; a narrowed token needs `users:manage`, and a key manages none',
  'FactorsController.rename':
    'the caller’s own second factors and app passwords; a narrowed token needs `users:manage`, and a key manages none',
  'FactorsController.renew':
    'the caller’s own second factors and app passwords; a narrowed token needs `users:manage`, and a key manages none',
  'IdentitiesController.unlink': 'the caller’s own; a narrowed token needs `users:manage`, and a key unlinks nothing',
  'InvitationsController.accept': 'the invitation’s key is the permission',
  'MeController.change': 'the caller’s own account; a narrowed token needs `users:manage`',
  'MediamtxTokenController.issue': 'asks for a token to watch or publish; the core decides per camera',
  'MembershipInvitationsController.accept':
    'the invitation’s key is the permission; a narrowed token needs `organizations:manage`, and a key accepts none',
  'MessagesController.delete': 'the caller’s own copy of a message; the core decides about the whole message',
  'MessagesController.update': 'the caller’s own mark of having read it; the core decides about the text',
  'NotificationsController.notify': 'a message of the caller to themselves',
  'OwnSessionsController.end': 'the caller’s own sessions; a narrowed token needs `users:manage`',
  'OwnSessionsController.endConsent': 'the caller’s own consents; a narrowed token needs `users:manage`',
  'OwnSessionsController.endOthers': 'the caller’s own sessions; a narrowed token needs `users:manage`',
  'PersonsController.person_delete': 'there are no persons: the answer is always 404',
  'ProfileController.save': 'the caller’s own account; a narrowed token needs `users:manage`',
  'ProfileController.update': 'the caller’s own account; a narrowed token needs `users:manage`',
  'SessionsController.end': 'the caller’s own sessions',
  'SessionsController.logout': 'ends the caller’s own session',
  'StreamSubscriptionsController.create': 'the caller’s own subscriptions',
  'StreamSubscriptionsController.delete': 'the caller’s own subscriptions',
  'SubscriptionsController.create': 'the caller’s own subscriptions',
  'SubscriptionsController.remove': 'the caller’s own subscriptions',
  'SubscriptionsController.update': 'the caller’s own subscriptions',
  'UserInfoController.post': 'reads, as OpenID Connect Core §5.3 has it',
  'WebPushController.subscribe': 'the caller’s own browser',
  'WebPushController.unsubscribe': 'the caller’s own browser',
  'WebhooksController.change': ownWebhook,
  'WebhooksController.create': ownWebhook,
  'WebhooksController.remove': ownWebhook,
  'WebhooksController.replay': ownWebhook,
  'WebhooksController.rotate': ownWebhook,
  'WebhooksController.test': ownWebhook,
};

let server: TestServer;

beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

function routes(): readonly Route[] {
  const reflector = new Reflector();
  const controllers = [...server.app.get(ModulesContainer).values()].flatMap((module) => [
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
          method: RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, handler))] ?? '',
          isPublic: read(accessMetadata.public) === true,
          // The border: only `Requires` writes this metadata.
          requires: read(accessMetadata.requires) as Requirement | undefined,
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

  it('that changes something takes a permission to change, or is on the list of those that do not, with its reason', () => {
    const changing = routes().filter(({ method, isPublic }) => !isPublic && !['GET', 'HEAD'].includes(method));
    const reading = changing
      .filter(({ requires }) => ['cameras:read', 'identified'].includes(requires?.permission ?? ''))
      .map(({ name }) => name);
    expect(reading.sort()).toEqual(Object.keys(changesWithoutPermission).sort());
  });
});

describe('the schema', () => {
  it('that the migrations make is the one that the entities describe', async () => {
    // TypeORM remembers a generated column under its database's name, and this one is a clone.
    await server.dataSource.query('UPDATE typeorm_metadata SET database = current_database()');
    const { upQueries } = await server.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});

describe('the core', () => {
  // Words of the wire; in the core they would mean that a dialect leaks in. Entities name columns, so they are left out.
  const wireWords =
    /\b(clientID|cameraID|vsaas|x-vsaas|client_secret|access_token|HttpException|statusCode|401|403|404)\b/;
  const files = [
    'auth',
    'access',
    'cameras',
    'playback',
    'layouts',
    'notifications',
    'settings',
    'mail',
    'audit',
    'lists',
    'errors',
  ]
    .flatMap((module) => sourcesOf(join('src', module)))
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
