import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type TestServer, openServer } from '../support/server.js';
import { createUser, type Person } from '../support/people.js';
import { type Said, tokenOf } from './watcher-v3/v3-client.js';

/** Routes that take whole tables: a table must not block other requests, and is not read without the permission. */
let server: TestServer;
let editor: string;
let outsider: string;

const streams = '/watcher/client-api/v3/streams/import';
const cameras = '/vsaas/api/v2/cameras/import';
const users = '/vsaas/api/v2/users/import';
const mebibytes = 1024 * 1024;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const person: Person = await createUser(server, 'editor');
  const { id } = await server.app.get(OrganizationsService).create(system, { title: 'Yard' });
  const everything = { canViewStreams: true, canEditStreams: true, canEditUsers: true };
  await server.app.get(OrganizationsService).addMember(id, person.id, everything);
  editor = await tokenOf(server, person);
  outsider = await tokenOf(server, await createUser(server, 'outsider'));
});
afterAll(() => server.close());

async function send(path: string, body: string | Buffer, type = 'text/csv', token = editor): Promise<Said> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: Buffer.from(body),
  });
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, text, body: JSON.parse(text) as Record<string, unknown> };
}

/** Announces a body and sends only its beginning. @returns the first line of the answer */
async function begin(path: string, token: string, start: string, length: number): Promise<string> {
  const { port } = new URL(server.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: camgate.test\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: text/csv\r\nContent-Length: ${length}\r\n\r\n${start}`,
  );
  try {
    for await (const answer of socket) return String(answer).split('\r\n', 1)[0] ?? '';
    return 'nothing';
  } finally {
    socket.destroy();
  }
}

/** Does something while others request the server's health. @returns how long the slowest of them waited, in milliseconds */
async function slowestWhile(work: () => Promise<unknown>): Promise<number> {
  let slowest = 0;
  const over = new AbortController();
  const asking = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const begun = performance.now();
      expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - begun);
      await setTimeout(20);
    }
  };
  const done = asking();
  try {
    await work();
  } finally {
    over.abort();
    await done;
  }
  return slowest;
}

describe('a caller without the permission to import', () => {
  it.each([streams, cameras, users])('is refused at %s before the table is sent', async (path) => {
    expect(await begin(path, outsider, 'name,title\n', 8 * mebibytes)).toBe('HTTP/1.1 403 Forbidden');
    expect(await begin(path, 'x.y.z', 'name,title\n', 8 * mebibytes)).toMatch(/^HTTP\/1.1 40[13] /);
  });

  it.each([streams, cameras, users])('gets the same answer at %s for eight mebibytes of any content', async (path) => {
    for (const piece of ['x,y\n', '"', ',', '[']) {
      const said = await send(path, piece.repeat((8 * mebibytes) / piece.length), 'text/csv', outsider);
      expect([piece, said.status, said.text.length < 1000]).toEqual([piece, 403, true]);
    }
  });
});

describe('an upload that takes long to parse', () => {
  const eight = (piece: string): string => piece.repeat((8 * mebibytes) / Buffer.byteLength(piece));
  const hostile: readonly (readonly [string, string, string?])[] = [
    ['rows of one letter', `name,login\n${eight('x,y\n').slice(20)}`],
    ['quotes', eight('"')],
    ['rows of quotes', `name,login\n${eight('"\n"').slice(20)}`],
    ['900,000 columns', `name,login,${'c,'.repeat(900_000)}`],
    ['900,000 cells', `name,login\n${'c,'.repeat(900_000)}`],
    ['a cell without an end', `name,login\n"${eight('x').slice(20)}`],
    ['a line without an end', eight('x')],
    ['blank lines', `name,login\nx\ny\nz,,,\n${eight('\n').slice(40)}`],
    ['rows of blank cells', `name,login\n${eight(',\n').slice(20)}`],
    ['an array of numbers', `[${eight('1,').slice(2)}1]`, 'application/json'],
    ['an array of arrays', eight('['), 'application/json'],
    [
      'an object of 500,000 keys',
      `[{${Array.from({ length: 500_000 }, (_, key) => `"${key}":1`).join()}}]`,
      'application/json',
    ],
    ['a text', `["${eight('x').slice(10)}"]`, 'application/json'],
  ];

  const everywhere = hostile.map(([what, text, type]) => [streams, what, text, type] as const);
  const also = hostile
    .filter(([what]) => what.includes('array') || what.includes('900,000 cells') || what.includes('keys'))
    .flatMap(([what, text, type]) => [cameras, users].map((path) => [path, what, text, type] as const));

  it.each([...everywhere, ...also])(
    '%s refuses %s, and others are served meanwhile',
    { timeout: 60_000 },
    async (path = '', _, text = '', type) => {
      let said: Said | undefined;
      const waited = await slowestWhile(async () => {
        said = await send(path, text, type);
      });
      expect(said?.status).toBeGreaterThanOrEqual(400);
      expect(said?.status).toBeLessThan(500);
      expect(said?.text.length).toBeLessThan(20_000);
      expect(waited).toBeLessThan(2000);
    },
  );
});
