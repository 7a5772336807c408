import { DomainError } from '#errors';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsersService } from '#auth';
import { type TestServer, openServer, systemApiKey } from '../support/server.js';

const composed = { login: 'Zo\u00eb', password: 'Caf\u00e9 au lait, s\u2019il vous pla\u00eet' };
const decomposed = { login: composed.login.normalize('NFD'), password: composed.password.normalize('NFD') };
const spaced = { login: `  ${decomposed.login}\u00a0`, password: decomposed.password.replaceAll(' ', '\u00a0') };

let server: TestServer;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
});
afterAll(() => server.close());

interface Login {
  readonly login: string;
  readonly password: string;
}

const basic = ({ login, password }: Login): string => `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;

function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Every way in by login and password. */
const waysIn: Readonly<Record<string, (login: Login) => Promise<Response>>> = {
  'REST login': (login) => post('/api/v1/auth/login', login),
  'REST with Basic': (login) => fetch(`${server.url}/api/v1/cameras`, { headers: { authorization: basic(login) } }),
  'Watcher v3 login': (login) => post('/watcher/client-api/v3/login', {}, { authorization: basic(login) }),
  'Watcher v2 login': (login) => post('/vsaas/api/v2/auth/login', login),
};

describe('A person whose keyboard composes letters otherwise', () => {
  beforeAll(() => server.app.get(UsersService).create(decomposed));

  it.each(Object.entries(waysIn))('signs in however the words are spelt: %s', async (_, enter) => {
    for (const login of [composed, decomposed, spaced]) expect((await enter(login)).status).toBe(200);
    expect((await enter({ ...composed, password: `${composed.password} ` })).status).toBeGreaterThanOrEqual(400);
  });

  it('is one account: its login is taken in every spelling', async () => {
    for (const { login } of [composed, decomposed, spaced])
      await expect(server.app.get(UsersService).create({ login, password: composed.password })).rejects.toThrow(
        DomainError,
      );
  });

  it('is named by the system key in every spelling', async () => {
    for (const { login } of [composed, decomposed]) {
      const headers = { 'x-vsaas-api-key': systemApiKey, 'x-vsaas-user': Buffer.from(login).toString('latin1') };
      expect((await fetch(`${server.url}/vsaas/api/v2/auth/whoami`, { headers })).status).toBe(200);
    }
  });
});

describe('A login with what cannot be seen in it', () => {
  it.each(['ad\u200bmin', 'admin\u2060', 'a\u00addmin', '\ufeffadmin\u200d'])(
    'is not given to anybody: %j',
    async (login) => {
      await expect(server.app.get(UsersService).create({ login, password: composed.password })).rejects.toMatchObject({
        code: 'account.invalid',
      });
    },
  );
});

describe('A password that was hashed before there was a normal form', () => {
  it('still lets its owner in as they type it', async () => {
    const { user } = await server.app.get(UsersService).create({ login: 'older', password: composed.password });
    await server.dataSource.query('UPDATE users SET password_hash = $1 WHERE id = $2', [
      await hash(decomposed.password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
      user.id,
    ]);
    const [enter] = Object.values(waysIn);
    expect((await enter?.({ login: 'older', password: decomposed.password }))?.status).toBe(200);
    expect((await enter?.({ login: 'older', password: composed.password }))?.status).toBe(401);
  });
});
