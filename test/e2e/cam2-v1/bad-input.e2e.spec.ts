import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, type Program } from '../../support/people.js';
import { Cam2V1Client } from '../clients/cam2-v1.js';
import { curl } from '../clients/curl.js';

let server: TestServer;
let program: Program;
let client: Cam2V1Client;
let nobody: Cam2V1Client;

beforeAll(async () => {
  // The throttle of failures has tests of its own; here there are many of them.
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  program = await createApplication(server);
  client = await Cam2V1Client.of(server, program);
  nobody = Cam2V1Client.anonymous(server);
  await createCamera(server, { cameraId: 1 });
});

afterAll(() => server.close());

const presented = async (authorization: string): Promise<unknown> => {
  const { status, body, headers } = await nobody.get('/cameras.json', { authorization });
  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toBe('JWT realm="api"');
  return Reflect.get(Object(body), 'detail');
};

describe('an Authorization that cannot be used is a 401 in the original’s words', () => {
  it.each([
    ['Basic dXNlcjpwYXNz', 'Please provide JWT authentication credentials'],
    ['Token 0123456789', 'Please provide JWT authentication credentials'],
    ['JWT', 'Invalid Authorization header. No credentials provided.'],
    ['JWT a b', 'Invalid Authorization header. Credentials string should not contain spaces.'],
    ['JWT abc', 'Decode Error'],
    ['JWT a.b.c', 'Decode Error'],
    ['JWT ...', 'Decode Error'],
    ['Bearer abc', 'Decode Error'],
    [`JWT ${'a'.repeat(28)}`, 'Decode Error'],
    [`JWT ${'a.'.repeat(10_000)}`, 'Decode Error'],
  ])('%.40s', async (authorization, detail) => {
    expect(await presented(authorization)).toBe(detail);
  });

  it('two headers', async () => {
    const token = client.token ?? '';
    const line = `curl -H 'Authorization: JWT ${token}' -H 'Authorization: JWT ${token}' http://127.0.0.1:8000/cameras`;
    const { status, body } = await curl(line, server.url);
    expect({ status, body }).toEqual({
      status: 401,
      body: { detail: 'Invalid Authorization header. It must stand once.' },
    });
  });

  it('a forged token (R-TOK-1 to R-TOK-4)', async () => {
    const token = client.token ?? '';
    const claims = decodeJwt(token);
    const { kid = '', typ = '' } = decodeProtectedHeader(token);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signed = (header: object): Promise<string> =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid, typ, ...header }).sign(privateKey);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const forgeries = [
      new UnsecuredJWT(claims).encode(),
      await signed({}),
      await signed({ kid: 'a-foreign-key-id' }),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid, typ }).sign(Buffer.alloc(32, 1)),
      token.slice(0, token.length / 2),
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${Buffer.from(JSON.stringify({ ...claims, level: 'Admin' })).toString('base64url')}.${signature}`,
      `${token}=`,
    ];
    for (const forgery of forgeries)
      expect(await presented(`JWT ${forgery}`)).toMatch(/^(Decode Error|Invalid Token)$/);
    expect((await client.get('/cameras/')).status).toBe(200);
  });
});

describe('a body that cannot be used', () => {
  const send = (body: string | Uint8Array<ArrayBuffer>, type?: string): ReturnType<Cam2V1Client['ask']> =>
    nobody.ask('POST', '/token/', type === undefined ? {} : { 'content-type': type }, body);

  it.each([
    ['text/plain', 'client_id=a'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/xml', '<a/>'],
  ])('as %s is a 415', async (type, body) => {
    const mediaType = type.split(';')[0] ?? '';
    expect(await send(body, type)).toMatchObject({
      status: 415,
      body: { detail: `Unsupported media type "${mediaType}" in request.` },
    });
  });

  it.each([
    ['{"client_id": ', 'broken JSON'],
    ['{"client_id":"a","client_id":"b"}', 'a repeated key'],
    ['{"client_id":"a\\u0000b","client_secret":"x"}', 'a NUL'],
    ['{"client_id":"\\ud800","client_secret":"x"}', 'a lone surrogate'],
    [`${'['.repeat(50)}${']'.repeat(50)}`, 'bottomless nesting'],
  ])('%s (%s) is a 400 with a detail', async (body) => {
    const answer = await send(body, 'application/json');
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.any(String) as string } });
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat \/|node_modules|SyntaxError:/);
  });

  it('of bytes that are not UTF-8 is a 400', async () => {
    expect((await send(new Uint8Array([123, 34, 255, 34, 125]), 'application/json')).status).toBe(400);
    expect((await send('client_id=%ff&client_secret=x', 'application/x-www-form-urlencoded')).status).toBe(400);
    expect((await send('client_id=a%00b&client_secret=x', 'application/x-www-form-urlencoded')).status).toBe(400);
  });

  it('that is no dictionary is a 400 of the whole', async () => {
    expect(await send('[1]', 'application/json')).toMatchObject({
      status: 400,
      body: { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] },
    });
    expect((await send('"text"', 'application/json')).status).toBe(400);
    expect((await send('5', 'application/json')).status).toBe(400);
  });

  it('of 70 kB is a 413', async () => {
    const answer = await send(JSON.stringify({ client_id: 'a'.repeat(70_000) }), 'application/json');
    expect(answer).toMatchObject({ status: 413, body: { detail: 'The request body is too large.' } });
  });
});

describe('a URL that leads nowhere', () => {
  it.each([
    '/nothing',
    '/nothing/here',
    '/cameras/1/more',
    '/query',
    '/query/',
    '/token/more',
    '/123abc',
    '/cameras.xml',
  ])('%s is a 404 in JSON', async (path) => {
    expect(await client.get(path)).toMatchObject({ status: 404, body: { detail: 'Not found.' } });
  });

  it.each(['/cameras/%ff', '/cameras/%', '/cameras/?city=%00', '/%00'])('%s is a 400 in JSON', async (path) => {
    expect(await client.get(path)).toMatchObject({ status: 400, body: { detail: expect.any(String) as string } });
  });

  it.each([
    ['GET', '/token/', 'POST'],
    ['PUT', '/refresh_token.json', 'POST'],
    ['DELETE', '/cameras/', 'GET'],
    ['PUT', '/query/lat=1,lng=1,radius=1/', 'GET'],
  ])('%s %s is a 405 that says what is allowed', async (method, path, allowed) => {
    const answer = await client.ask(method, path);
    expect(answer).toMatchObject({ status: 405, body: { detail: `Method "${method}" not allowed.` } });
    expect(answer.headers.get('allow')).toContain(allowed);
  });

  it('does not care what the client accepts', async () => {
    expect((await client.get('/cameras/', { accept: 'text/html' })).status).toBe(200);
  });
});
