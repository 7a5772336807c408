import { connect } from 'node:net';
import { get, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';
import { createApplication, type Program } from '../support/people.js';
import { Cam2V1Client, nativeToken } from './clients/cam2-v1.js';

let server: TestServer;
let program: Program;
let authorization: string;

const total = 30_000;

beforeAll(async () => {
  server = await openServer();
  program = await createApplication(server);
  await Cam2V1Client.of(server, program);
  authorization = `Bearer ${await nativeToken(server, program)}`;
  await server.dataSource.query(
    `insert into cameras (name, object_id, organization_id, kind, snapshot_url, latitude, longitude)
     select 'many/' || n, lpad(to_hex(n), 24, '0'), (select id from organizations where is_default), 'non_ip',
       'http://cameras.example/' || n, 0, 0 from generate_series(1, ${total}) n`,
  );
});
afterAll(() => server.close());

interface Raw {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}

/** Without the automatic decompression of `fetch`. */
function raw(path: string, headers: Readonly<Record<string, string>>): Promise<Raw> {
  return new Promise((resolve, reject) => {
    get(server.url + path, { headers: { authorization, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}

const unpack = { gzip: gunzipSync, br: brotliDecompressSync } as const;

describe('a client that accepts compressed answers', () => {
  it.each<[string, string, 'gzip' | 'br']>(
    ['/cameras/?limit=1000', '/cameras.json', '/query/lat=0,lng=0,radius=1/', '/api/v1/cameras?limit=100'].flatMap(
      (path) => [
        [path, 'gzip', 'gzip'],
        [path, 'br', 'br'],
        [path, 'gzip, deflate, br', 'br'],
        [path, 'br;q=0, gzip;q=0.5', 'gzip'],
      ],
    ),
  )('gets %s in the encoding that it asked for (%s: %s)', async (path, accepted, encoding) => {
    const plain = await raw(path, {});
    expect(plain.headers['content-encoding']).toBeUndefined();
    const { status, headers, bytes } = await raw(path, { 'accept-encoding': accepted });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-encoding': encoding, 'content-type': plain.headers['content-type'] });
    expect(headers.vary?.toLowerCase()).toContain('accept-encoding');
    expect(bytes.length).toBeLessThan(plain.bytes.length / 4);
    const text = unpack[encoding](bytes).toString();
    // Cursors differ from answer to answer; the cameras do not.
    expect(text.slice(0, 20_000)).toBe(plain.bytes.toString().slice(0, 20_000));
    expect(JSON.parse(text)).toBeTruthy();
  });

  it.each(['identity', 'deflate', '*;q=0', 'x'.repeat(1000), ''])(
    'gets no compressed answer for %j',
    async (accepted) => {
      const { status, headers } = await raw('/cameras/?limit=100', { 'accept-encoding': accepted });
      expect({ status, encoding: headers['content-encoding'] }).toEqual({ status: 200, encoding: undefined });
    },
  );

  it('gets small answers and those that hold a secret uncompressed', async () => {
    for (const path of ['/api/v1/cameras?limit=1', '/999', '/health/ready'])
      expect((await raw(path, { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBeUndefined();
    const body = new URLSearchParams({ client_id: program.clientId, client_secret: program.clientSecret });
    const token = await fetch(`${server.url}/token/`, { method: 'POST', body, headers: { 'accept-encoding': 'gzip' } });
    expect(token.headers.get('content-encoding')).toBeNull();
  });

  it('may not send compressed bodies', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const answer = await fetch(`${server.url}/token/`, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(400);
  });
});

describe('a compressed array of all cameras', () => {
  it('ends its query when the client goes away', async () => {
    const { port } = new URL(server.url);
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        const lines = ['GET /query/lat=0,lng=0,radius=1/ HTTP/1.1', 'host: camgate', 'accept-encoding: gzip'];
        socket.write(`${[...lines, `authorization: ${authorization}`].join('\r\n')}\r\n\r\n`);
      });
      socket.once('data', () => socket.destroy());
      socket.once('close', () => resolve()).once('error', reject);
    });
    const open = `select count(*)::integer as open from pg_stat_activity
                  where datname = current_database() and state like 'idle in transaction%'`;
    await expect
      .poll(async () => (await server.dataSource.query<readonly { open: number }[]>(open))[0]?.open, { timeout: 5000 })
      .toBe(0);
  });

  it('starts arriving before it is complete', async () => {
    const begun = performance.now();
    let first = 0;
    await new Promise<void>((resolve, reject) => {
      get(`${server.url}/cameras/`, { headers: { authorization, 'accept-encoding': 'br' } }, (response) => {
        response.once('data', () => (first = performance.now() - begun));
        response
          .on('data', () => undefined)
          .on('end', resolve)
          .on('error', reject);
      }).on('error', reject);
    });
    expect(first).toBeLessThan((performance.now() - begun) / 2);
  });
});
