import { generateKeyPair, SignJWT } from 'jose';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiKeysService } from '#auth';
import { type TestServer, openServer } from '../support/server.js';
import { createApplication, createUser, type Person, password, type Program } from '../support/people.js';
import { basic, restClient } from './rest/rest-client.js';

const publicUrl = 'https://camgate.test';
let server: TestServer;
let program: Program;
let person: Person;
let admin: string;
const { ask, send, bearer, tokenOf } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', PUBLIC_URL: publicUrl });
  program = await createApplication(server);
  person = await createUser(server, 'ada');
  await createUser(server, 'root', { isAdmin: true });
  admin = await bearer('root');
});
afterAll(() => server.close());

describe('A caller of the REST API', () => {
  it('is challenged, without an error code when nothing was presented (R-HDR-1)', async () => {
    const nothing = await ask('/api/v1/cameras');
    expect(nothing).toBeProblem(401, 'credential.missing');
    expect(nothing.headers.get('www-authenticate')).toBe('Bearer realm="camgate"');
    const bad = await ask('/api/v1/cameras', 'Bearer a.b.c');
    expect(bad).toBeProblem(401, 'token.undecodable');
    expect(bad.headers.get('www-authenticate')).toMatch(
      /^Bearer realm="camgate", error="invalid_token", error_description="[^"\\]+"$/,
    );
    const wrong = await ask('/api/v1/cameras', basic('root', 'wrong'));
    expect(wrong).toBeProblem(401, 'password.wrong');
    expect(wrong.headers.get('www-authenticate')).toBe('Basic realm="camgate", charset="UTF-8"');
    const scripted = await ask('/api/v1/cameras', basic('root', 'wrong'), { headers: { 'x-requested-with': 'fetch' } });
    expect(scripted.headers.get('www-authenticate')).toMatch(/^Bearer /);
  });

  it('comes in with login and password, with an API key, or as a program', async () => {
    expect((await ask('/api/v1/me', basic('root', password))).body).toMatchObject({ kind: 'user', login: 'root' });
    const key = await server.app.get(ApiKeysService).create(person.id);
    expect((await ask('/api/v1/me', `bearer ${key}`)).body).toMatchObject({ kind: 'user', login: 'ada' });
    expect(await ask('/api/v1/me', 'Bearer cgk_not-a-key-at-all')).toBeProblem(401, 'key.invalid');
    const token = await tokenOf(program);
    expect((await ask('/api/v1/me', token)).body).toEqual({
      kind: 'application',
      client_id: program.clientId,
      name: 'a test',
      level: 'user',
      organization_id: null,
      permissions: ['cameras:read', 'cameras:live'],
    });
  });

  it.each(['/api/v1/cameras?access_token=x', '/api/v1/me?access_token=x', '/api/v1/cameras/1?limit=1&api_key=x'])(
    'is refused with a token in the query string: %s (R-TOK-10)',
    async (path) => {
      for (const authorization of [undefined, admin]) {
        const said = await ask(path, authorization);
        expect(said).toBeProblem(400, 'credential.malformed');
        expect(said.headers.get('www-authenticate')).toContain('error="invalid_request"');
      }
    },
  );

  it('is refused with two Authorization headers (R-TOK-10)', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const raw = ['Host', 'camgate.test', 'Authorization', admin, 'Authorization', admin];
      const target = new URL('/api/v1/cameras', server.url);
      const request = httpRequest(target, { headers: raw }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject).end();
    });
    expect(status).toBe(400);
  });

  it('is refused with a token of another key, of no algorithm, cut in half or 20 kB long (R-TOK-1, R-TOK-2)', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const claims = { sub: 'x', sub_type: 'user', epoch: 0, sid: 'x', client_id: 'x' };
    const foreign = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'a-foreign-key-of-ours' })
      .setIssuer(publicUrl)
      .setAudience(publicUrl)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const none = `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`;
    const good = admin.slice('Bearer '.length);
    const forgeries = [
      foreign,
      none,
      good.slice(0, good.length / 2),
      `${good.slice(0, -8)}AAAAAAAA`,
      `${good}.${'x'.repeat(20_000)}`,
    ];
    for (const token of forgeries) {
      const said = await ask('/api/v1/cameras', `Bearer ${token}`);
      expect([said.status, said.body['status']]).toEqual([401, 401]);
    }
  });

  it('cannot use a token of another API (R-TOK-4)', async () => {
    const { body } = await send('POST', '/token/', {
      client_id: program.clientId,
      client_secret: program.clientSecret,
    });
    expect(await ask('/api/v1/cameras', `Bearer ${String(body['token'])}`)).toBeProblem(401, 'token.invalid');
  });

  it('meets the headers that guard browsers on every answer (R-HDR-3, R-HDR-5)', async () => {
    const paths = { '/api/v1/cameras': 'private, no-cache', '/api/v1/me': 'no-store', '/api/v1/nothing': 'no-store' };
    for (const [path, kept] of Object.entries(paths)) {
      const { headers } = await ask(path, admin);
      expect(headers.get('cache-control')).toBe(kept);
      expect(kept === 'no-store' || headers.get('vary')?.includes('Authorization')).toBe(true);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
      expect(headers.get('x-request-id')).toBeTruthy();
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('meets problem details at unknown paths and wrong methods', async () => {
    expect(await ask('/api/v1/nothing', admin)).toBeProblem(404, 'route.unknown');
    const wrong = await send('PUT', '/api/v1/cameras', {}, admin);
    expect(wrong).toBeProblem(405, 'method.unknown');
    expect(wrong.headers.get('allow')).toBe('GET, HEAD, POST, QUERY');
  });

  it.each([
    ['POST', '{"broken"', 'application/json', 400, 'input.unreadable'],
    ['POST', '{"title":"a","title":"b"}', 'application/json', 400, 'input.unreadable'],
    ['POST', '{"title":"a\\u0000b"}', 'application/json', 400, 'input.unreadable'],
    ['POST', '{"title":"\\ud800"}', 'application/json', 400, 'input.unreadable'],
    ['POST', '{"__proto__":{"title":"a"}}', 'application/json', 400, 'input.unreadable'],
    ['POST', '['.repeat(100) + ']'.repeat(100), 'application/json', 400, 'input.unreadable'],
    ['POST', 'title=a', 'text/plain', 415, 'input.media-unsupported'],
    ['POST', `{"title":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413, 'input.too-large'],
  ])('%s of %.40s as %s is refused', async (method, body, type, status, code) => {
    expect(await send(method, '/api/v1/cameras', body, admin, { 'content-type': type })).toBeProblem(status, code);
  });
});
