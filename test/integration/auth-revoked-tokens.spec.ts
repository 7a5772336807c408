import { DomainError } from '#errors';
import { ApplicationsService, AuthenticationService, ClientTokensService, RevokedTokensService } from '#auth';
import { decodeJwt } from 'jose';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openAuth, origin } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let camgate: Awaited<ReturnType<typeof openAuth>>;
let client: { readonly clientId: string; readonly clientSecret: string };

beforeAll(async () => {
  database = await cloneDatabase();
  camgate = await openAuth(database);
  const { application, clientSecret } = await camgate.app
    .get(ApplicationsService)
    .create({ name: 'revoked', level: 'user', format: 'cam2-v1' });
  client = { clientId: application.clientId, clientSecret };
});
afterAll(async () => {
  await camgate.app.close();
  await database.drop();
});
afterEach(() => camgate.clock.home());

async function issue(profile: 'native' | 'cam2' = 'native'): Promise<string> {
  const answer = await camgate.app.get(ClientTokensService).exchange({ ...client, profile, seconds: 900 }, origin);
  return answer.accessToken;
}

function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

function use(token: string, at = camgate): Promise<string> {
  const accepts = ['native', 'cam2'] as const;
  return codeOf(at.app.get(AuthenticationService).authenticate({ kind: 'access-token', token, accepts }, origin));
}

function revoke(token: string): Promise<void> {
  const { jti = '', exp = 0 } = decodeJwt(token);
  return camgate.app.get(RevokedTokensService).revoke(jti, new Date(exp * 1000));
}

describe('A revoked access token', () => {
  it('is dead at its next use, also where it was used before; others of the client live on', async () => {
    const [token, other] = [await issue(), await issue()];
    expect(await use(token)).toBe('accepted');
    await revoke(token);
    expect(await use(token)).toBe('token.revoked');
    expect(await use(other)).toBe('accepted');
  });

  it('is dead where it was never used before', async () => {
    const token = await issue();
    await revoke(token);
    expect(await use(token)).toBe('token.revoked');
  });

  it('of CAM2 is not renewed either (R-REF-7)', async () => {
    const token = await issue('cam2');
    await revoke(token);
    const renewal = camgate.app.get(ClientTokensService).renew(token, { seconds: 900, windowSeconds: 86_400 }, origin);
    expect(await codeOf(renewal)).toBe('token.revoked');
  });

  it('is dead on a server that starts afterwards', async () => {
    const token = await issue();
    await revoke(token);
    const later = await openAuth(database);
    expect(await use(token, later)).toBe('token.revoked');
    await later.app.close();
  });

  it('that expired already leaves nothing behind', async () => {
    const token = await issue();
    camgate.clock.travel(901);
    await revoke(token);
    const rows = await camgate.app
      .get(DataSource)
      .query<unknown[]>('SELECT FROM revocations WHERE key = $1', [decodeJwt(token).jti]);
    expect(rows).toEqual([]);
  });
});
