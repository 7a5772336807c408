import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';

let server: TestServer;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});

/** Opens a connection and asks on it; undefined when the server closes it unanswered. */
async function askOnNewConnection(): Promise<string | undefined> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write('GET /health/live HTTP/1.1\r\nHost: camgate.test\r\n\r\n');
  const [first]: unknown[] = await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  return Buffer.isBuffer(first) ? first.toString('latin1').slice(0, 12) : undefined;
}

async function askTimes(times: number): Promise<readonly (string | undefined)[]> {
  const answers: (string | undefined)[] = [];
  for (let time = 0; time < times; time += 1) answers.push(await askOnNewConnection());
  return answers;
}

describe('one address', () => {
  it('holds as many connections as MAX_CONNECTIONS_PER_ADDRESS says, and may open another when one ends', async () => {
    server = await openServer({ MAX_CONNECTIONS_PER_ADDRESS: '3' });
    expect(await askTimes(4)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 200', undefined]);
    const [first] = sockets.splice(0, 1);
    if (first === undefined) throw new Error('no connection was opened');
    first.destroy();
    await expect.poll(askOnNewConnection, { timeout: 5_000 }).toBe('HTTP/1.1 200');
  });

  it.each(['127.0.0.0/8', '127.0.0.1', 'loopback'])('of a trusted proxy (%s) holds any number', async (proxies) => {
    server = await openServer({ MAX_CONNECTIONS_PER_ADDRESS: '3', TRUST_PROXY: proxies });
    expect(await askTimes(6)).toEqual(Array.from({ length: 6 }, () => 'HTTP/1.1 200'));
  });

  it('holds any number where the limit is off', async () => {
    server = await openServer({ MAX_CONNECTIONS_PER_ADDRESS: '0' });
    expect(await askTimes(6)).toEqual(Array.from({ length: 6 }, () => 'HTTP/1.1 200'));
  });
});
