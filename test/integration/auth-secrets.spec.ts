import {
  ApiKeysService,
  ApplicationsService,
  AuthenticationService,
  ClientTokensService,
  SignInService,
  UsersService,
} from '#auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditedEvents, openAuth, origin } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let server: Awaited<ReturnType<typeof openAuth>>;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await openAuth(database);
});
afterAll(async () => {
  await server.app.close();
  await database.drop();
});

describe('a secret (R-LOG, R-ENC)', () => {
  it('is nowhere in the database after right and wrong uses', async () => {
    const { app, dataSource } = server;
    const password = 'canary password of ann';
    const { user } = await app.get(UsersService).create({ login: 'ann', password });
    const signIn = app.get(SignInService);
    const options = {
      profile: 'watcher',
      accessSeconds: 900,
      refreshSeconds: 900,
      rotation: 'off',
      sessionKey: true,
    } as const;
    const signedIn = await signIn.withPassword('ann', password, options, origin);
    const key = await app.get(ApiKeysService).create(user.id);
    const { application, clientSecret } = await app.get(ApplicationsService).create({ name: 'canary', level: 'user' });
    const { accessToken } = await app
      .get(ClientTokensService)
      .exchange({ clientId: application.clientId, clientSecret, profile: 'cam2', seconds: 900 }, origin);
    const wrongs = ['canary wrong password', 'canary-wrong-key', 'canary.wrong.token', 'cgr_canary'] as const;
    const authenticator = app.get(AuthenticationService);
    const refusals = await Promise.allSettled([
      authenticator.authenticate({ kind: 'password', login: 'ann', password: wrongs[0] }, origin),
      authenticator.authenticate({ kind: 'api-key', key: wrongs[1] }, origin),
      authenticator.authenticate({ kind: 'session-key', key: wrongs[1] }, origin),
      app.get(ClientTokensService).renew(wrongs[2], { seconds: 1, windowSeconds: 1 }, origin),
      signIn.refresh(wrongs[3], options, origin),
    ]);
    expect(refusals.every(({ status }) => status === 'rejected')).toBe(true);
    const words = refusals.map((refusal) => (refusal.status === 'rejected' ? String(refusal.reason) : '')).join();
    expect(await auditedEvents(app)).toContain('authn_login_fail');

    const tables = await dataSource.query<{ name: string }[]>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    let dump = words;
    for (const { name } of tables) {
      const rows = await dataSource.query<{ row: string }[]>(`SELECT row_to_json(t)::text AS row FROM ${name} t`);
      dump += rows.map(({ row }) => row).join('\n');
    }
    expect(tables.length).toBeGreaterThan(5);
    const secrets = [password, key, clientSecret, accessToken, ...wrongs, signedIn.accessToken, signedIn.refreshToken];
    for (const secret of [...secrets, signedIn.sessionKey ?? 'absent']) expect(dump).not.toContain(secret);
  });
});
