import type { INestApplicationContext } from '@nestjs/common';
import {
  ApiKeysService,
  ApplicationsService,
  RevokedTokensService,
  SignInService,
  SystemKeyService,
  UsersService,
} from '#auth';
import { decodeJwt } from 'jose';
import { origin } from './auth-core.js';

const password = 'correct horse battery staple';
let next = 0;

/** What somebody can do at a server until it is revoked. */
interface Credential {
  /** The status of a request that uses it. */
  readonly use: (server: string) => Promise<number>;
  /** Ends it, on another instance. */
  readonly revoke: () => Promise<unknown>;
}

type Prepare = (app: INestApplicationContext) => Promise<Credential>;

/** Every kind of revocation, made by an instance without APIs, as the command line is one. */
export const revocations: Readonly<Record<string, Prepare>> = {
  'a user who is disabled': (app) =>
    signedIn(app, async ({ id }) => {
      await app.get(UsersService).disable(id);
    }),
  'a user who gets another password': (app) =>
    signedIn(app, ({ id }) => app.get(UsersService).setPassword(id, 'another long password 1')),
  'a user who is removed': (app) => signedIn(app, ({ id }) => app.get(UsersService).remove(id)),
  'a session that ends': (app) => signedIn(app, ({ sessionId }) => app.get(SignInService).end(sessionId, origin)),
  'an application that is revoked': async (app) => {
    const { clientId, clientSecret } = await application(app);
    return {
      use: (server) => tokenRequest(server, clientId, clientSecret),
      revoke: () => app.get(ApplicationsService).revoke(clientId),
    };
  },
  'an application whose secret changes': async (app) => {
    const { clientId, clientSecret } = await application(app);
    return {
      use: (server) => tokenRequest(server, clientId, clientSecret),
      revoke: () => app.get(ApplicationsService).rotate(clientId),
    };
  },
  'an API key that is replaced': async (app) => {
    const { id } = await person(app);
    const key = await app.get(ApiKeysService).create(id);
    return { use: (server) => bearer(server, key), revoke: () => app.get(ApiKeysService).create(id) };
  },
  'a system key that is replaced': async (app) => {
    next += 1;
    const key = `system key number ${next} of the tests`.replaceAll(' ', '-').padEnd(40, 'x');
    await app.get(SystemKeyService).change(key);
    const use = async (server: string): Promise<number> =>
      (await fetch(`${server}/vsaas/api/v2/organizations`, { headers: { 'x-vsaas-api-key': key } })).status;
    return { use, revoke: () => app.get(SystemKeyService).change(`${key}-and-then-another-one`) };
  },
  'a single token': (app) =>
    signedIn(app, async ({ token }) => {
      const { jti = '', exp = 0 } = decodeJwt(token);
      await app.get(RevokedTokensService).revoke(jti, new Date(exp * 1000));
    }),
};

/** Uses a credential until every server rejects it; returns the seconds since the revocation, of the slowest. */
export async function secondsUntilRejected(
  servers: readonly { readonly url: string }[],
  { use, revoke }: Credential,
): Promise<number> {
  // Twice: the second use finds everything in caches. A new system key takes a moment to be known.
  for (const { url } of servers)
    for (let uses = 0; uses < 2;)
      if ((await use(url)) === 200) uses += 1;
      else await pause(20);
  await revoke();
  const from = performance.now();
  const rejected = servers.map(async ({ url }) => {
    while ((await use(url)) === 200) await pause(5);
    return (performance.now() - from) / 1000;
  });
  return Math.max(...(await Promise.all(rejected)));
}

async function person(app: INestApplicationContext): Promise<{ readonly id: number; readonly login: string }> {
  next += 1;
  return (await app.get(UsersService).create({ login: `revoked-${next}-${process.pid}`, password })).user;
}

async function application(
  app: INestApplicationContext,
): Promise<{ readonly clientId: string; readonly clientSecret: string }> {
  const { application: made, clientSecret } = await app
    .get(ApplicationsService)
    .create({ name: 'revoked', level: 'user' });
  return { clientId: made.clientId, clientSecret };
}

async function signedIn(
  app: INestApplicationContext,
  revoke: (person: { readonly id: number; readonly sessionId: string; readonly token: string }) => Promise<void>,
): Promise<Credential> {
  const { id, login } = await person(app);
  const { accessToken: token } = await app
    .get(SignInService)
    .withPassword(
      login,
      password,
      { profile: 'native', accessSeconds: 900, refreshSeconds: 3600, rotation: 'grace', sessionKey: false },
      origin,
    );
  const { sid } = decodeJwt<{ sid: string }>(token);
  return { use: (server) => bearer(server, token), revoke: () => revoke({ id, sessionId: sid, token }) };
}

async function bearer(server: string, token: string): Promise<number> {
  return (await fetch(`${server}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;
}

async function tokenRequest(server: string, clientId: string, clientSecret: string): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  return (await fetch(`${server}/oauth/token`, { method: 'POST', headers: { authorization }, body })).status;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
