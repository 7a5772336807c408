import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

it('a picture of the demo catalogue is a JPEG to whoever fetches it, and the same within the minute', async () => {
  const url = `${server.url}/demo/snapshots/demo-uluru.jpg`;
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 4).toString('hex')).toBe('ffd8ffe0');
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  expect([bytes.readUInt16BE(frame + 7), bytes.readUInt16BE(frame + 5)]).toEqual([384, 216]);
});

it('a drawing with words is still there, and what is not there is not found', async () => {
  const drawing = await fetch(`${server.url}/demo/snapshots/demo-uluru.svg`);
  expect(drawing.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  for (const file of ['demo-nowhere.jpg', 'demo-uluru', 'demo-uluru.png'])
    expect((await fetch(`${server.url}/demo/snapshots/${file}`)).status).toBe(404);
});
