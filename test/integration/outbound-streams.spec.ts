import { HttpAdapterHost } from '@nestjs/core';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#config';
import { DatabaseLocation } from '#database';
import { GuardedConnector, NameResolver, type OutboundStreamRequest, OutboundStreams } from '#outbound';
import { AddressPolicy } from '../../src/outbound/address-policy.js';
import { OwnServices } from '../../src/outbound/own-services.js';
import { openCore } from '../support/core.js';
import { hostileUrls } from '../support/hostile-urls.js';

/** Names as a hostile DNS server answers them: each question takes the next answer, the last one stays. */
class Names extends NameResolver {
  private readonly asked = new Map<string, number>();

  constructor(private readonly answers: Readonly<Record<string, readonly (readonly string[])[]>> = {}) {
    super();
  }

  override async addressesOf(host: string): Promise<readonly string[]> {
    const answers = this.answers[host];
    if (answers === undefined) return [host];
    const turn = this.asked.get(host) ?? 0;
    this.asked.set(host, turn + 1);
    return answers[Math.min(turn, answers.length - 1)] ?? [];
  }
}

const budget = {
  connectMilliseconds: 1_000,
  headersMilliseconds: 1_000,
  wholeMilliseconds: 3_000,
  longestBody: 1_000,
};

let core: Awaited<ReturnType<typeof openCore>>;
let server: Server;
let port: number;
let answer: RequestListener;
let heard: { readonly path: string; readonly authorization: string | undefined }[] = [];

beforeAll(async () => {
  core = await openCore();
  server = createServer((request, response) => {
    heard.push({ path: request.url ?? '', authorization: request.headers.authorization });
    answer(request, response);
  }).listen(0);
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await core.close();
});
beforeEach(() => {
  heard = [];
  answer = (_request, response) => void response.end('a picture');
});

function streams(allowed: string, names: Names = new Names()): OutboundStreams {
  const config = parseConfig(allowed === '' ? {} : { ALLOWED_NETWORKS: allowed });
  const own = new OwnServices(core.app.get(DatabaseLocation), core.app.get(HttpAdapterHost), names, config);
  return new OutboundStreams(new GuardedConnector(names, new AddressPolicy(config, own)));
}

async function read(
  url: string,
  request: Partial<OutboundStreamRequest> = {},
  from = streams('127.0.0.0/8'),
): Promise<string> {
  const stream = await from.open(url, { budget, ...request });
  const pieces: Buffer[] = [];
  for await (const piece of stream.body) pieces.push(piece);
  return `${stream.status} ${Buffer.concat(pieces).toString()}`;
}

const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    (value) => value,
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );
const here = (path: string): string => `http://127.0.0.1:${port}${path}`;

/** Whether a header can hold it, and it names another server than the one that redirects. */
function leadsAway(text: string): boolean {
  if (!/^[\x20-\x7e]+$/.test(text)) return false;
  const url = text.replace('PORT', '8080');
  return !URL.canParse(url, 'http://cam.test/') || new URL(url, 'http://cam.test/').hostname !== 'cam.test';
}

describe('A hostile URL (R-SSRF-8)', () => {
  it('is one of at least sixty', () => expect(new Set(hostileUrls).size).toBeGreaterThanOrEqual(60));

  it.each(hostileUrls)('%s brings nothing, and nobody hears it', async (text) => {
    const code = await codeOf(read(text.replace('PORT', String(port)), {}, streams('')));
    expect(['url.unusable', 'address.forbidden', 'address.unreachable']).toContain(code);
    expect(heard).toEqual([]);
  });

  it.each(hostileUrls.filter(leadsAway))('%s is no target of a redirect either', async (text) => {
    const location = text.replace('PORT', String(port));
    answer = (request, response) => {
      if (request.url === '/start') response.writeHead(302, { location }).end();
      else response.end('inside');
    };
    const names = new Names({ 'cam.test': [['127.0.0.2']] });
    const result = await codeOf(read(`http://cam.test:${port}/start`, {}, streams('127.0.0.2', names)));
    expect(['url.unusable', 'address.forbidden', 'address.unreachable', 'redirect.refused']).toContain(result);
    expect(heard.map(({ path }) => path)).toEqual(['/start']);
  });

  it('is a name with a public and a private address', async () => {
    const names = new Names({ 'cam.test': [['8.8.8.8', '127.0.0.1']] });
    expect(await codeOf(read(`http://cam.test:${port}/`, {}, streams('', names)))).toBe('address.forbidden');
  });

  it('is a name that is moved between two requests, and between redirects (rebinding)', async () => {
    const names = new Names({ 'cam.test': [['127.0.0.2'], ['127.0.0.1']] });
    const from = streams('127.0.0.2', names);
    answer = (_request, response) => response.writeHead(302, { location: '/second' }).end();
    expect(await codeOf(read(`http://cam.test:${port}/first`, {}, from))).toBe('address.forbidden');
    expect(heard.map(({ path }) => path)).toEqual(['/first']);
  });
});

describe('A redirect', () => {
  it('is followed three times and no more', async () => {
    answer = (request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    };
    expect(await read(here('/3'))).toBe('200 there');
    expect(await codeOf(read(here('/4')))).toBe('redirect.refused');
    answer = (_request, response) => response.writeHead(302, { location: '/loop' }).end();
    heard = [];
    expect(await codeOf(read(here('/loop')))).toBe('redirect.refused');
    expect(heard.length).toBe(4);
  });

  it('to another server does not take the login with it', async () => {
    answer = (request, response) => {
      if (request.headers.authorization === undefined)
        response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      else response.writeHead(302, { location: `http://127.0.0.2:${port}/elsewhere` }).end();
    };
    const asked: string[] = [];
    const authorize = ({ target }: { readonly target: string }): string => {
      asked.push(target);
      return 'Basic secret';
    };
    // The other server asks for a login, too, and gets none.
    expect(await read(here('/begin'), { authorize })).toBe('401 ');
    expect(asked).toEqual(['/begin']);
    expect(heard).toEqual([
      { path: '/begin', authorization: undefined },
      { path: '/begin', authorization: 'Basic secret' },
      { path: '/elsewhere', authorization: undefined },
    ]);
  });
});

describe('A budget (R-SSRF-5)', () => {
  it('bounds the connection, the headers, the body and the whole', async () => {
    const silent = createTcpServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port: closed } = silent.address() as AddressInfo;
    const url = `http://127.0.0.1:${closed}/`;
    try {
      const failed = streams('127.0.0.1').open(url, { budget: { ...budget, headersMilliseconds: 50 } });
      await expect(failed).rejects.toMatchObject({ code: 'time.over', step: 'headers' });
      // TLS that never answers belongs to the connection.
      const secure = streams('127.0.0.1').open(url.replace('http:', 'https:'), {
        budget: { ...budget, connectMilliseconds: 50 },
      });
      await expect(secure).rejects.toMatchObject({ code: 'time.over', step: 'encryption' });
    } finally {
      silent.close();
    }
    const slow = new Names();
    slow.addressesOf = () => new Promise(() => undefined);
    const unnamed = read(here('/'), { budget: { ...budget, connectMilliseconds: 50 } }, streams('127.0.0.1', slow));
    await expect(unnamed).rejects.toMatchObject({ code: 'time.over', step: 'name' });
  });

  it('ends a slow drip and an endless body', async () => {
    answer = (_request, response) => {
      const timer = setInterval(() => response.write('x'), 10);
      response.once('close', () => clearInterval(timer));
    };
    const drip = read(here('/'), { budget: { ...budget, wholeMilliseconds: 100 } });
    await expect(drip).rejects.toMatchObject({ code: 'time.over', step: 'body' });
    answer = (_request, response) => {
      const more = (): void => void (response.destroyed || (response.write('x'.repeat(500)), setImmediate(more)));
      more();
    };
    expect(await codeOf(read(here('/')))).toBe('answer.long');
  });

  it('refuses an answer that announces too much, or that breaks off', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'content-length': '1001' }).write('x');
    expect(await codeOf(read(here('/')))).toBe('answer.long');
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '500' }).write('x');
      setImmediate(() => response.destroy());
    };
    expect(await codeOf(read(here('/')))).toBe('address.unreachable');
  });

  it('refuses a compressed answer, which could grow beyond it', async () => {
    answer = (request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(100_000)));
    };
    expect(await codeOf(read(here('/')))).toBe('answer.encoded');
  });

  it('ends with its caller', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    expect(await codeOf(read(here('/'), { signal: stop.signal }))).toBe('time.over');
  });
});

it('An IPv6-only camera and a name whose first address is dead are reached', async () => {
  const names = new Names({ 'six.test': [['::1']], 'two.test': [['127.0.0.9', '127.0.0.1']] });
  const only = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1');
  await once(only, 'listening');
  const { port: narrow } = only.address() as AddressInfo;
  const from = streams('127.0.0.0/8,::1', names);
  try {
    expect(await read(`http://six.test:${port}/`, {}, from)).toBe('200 a picture');
    expect(await read(`http://two.test:${narrow}/`, {}, from)).toBe('200 here');
  } finally {
    only.close();
  }
});

it('Nobody makes us connect to our own Redis', async () => {
  const config = parseConfig({ ALLOWED_NETWORKS: '127.0.0.0/8', REDIS_URL: `redis://localhost:${port}` });
  const names = new Names({ localhost: [['127.0.0.1']] });
  const own = new OwnServices(core.app.get(DatabaseLocation), core.app.get(HttpAdapterHost), names, config);
  const from = new OutboundStreams(new GuardedConnector(names, new AddressPolicy(config, own)));
  expect(await codeOf(read(here('/'), {}, from))).toBe('address.forbidden');
  expect(heard).toEqual([]);
});
