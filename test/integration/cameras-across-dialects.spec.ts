import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cam2V1Client } from '../e2e/clients/cam2-v1.js';
import { type TestServer, openServer, systemApiKey } from '../support/server.js';
import { createApplication, createUser, password } from '../support/people.js';

let server: TestServer;
let cam2: Cam2V1Client;
let basic: string;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  cam2 = await Cam2V1Client.of(server, await createApplication(server, { level: 'admin' }));
  const { login } = await createUser(server, 'administrator', { isAdmin: true });
  basic = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
});
afterAll(() => server.close());

type Answer = Record<string, unknown>;

async function ask(
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
  method = body === undefined ? 'GET' : 'PUT',
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect({ path, status: response.status, text }).toMatchObject({ status: 200 });
  expect(text).not.toMatch(/secret/);
  return JSON.parse(text) as Answer;
}

const v3 = (name: string, body?: object): Promise<Answer> =>
  ask(`/watcher/client-api/v3/streams/${name}`, { authorization: basic }, body);
const v2 = (name: string, body?: object): Promise<Answer> =>
  ask(`/vsaas/api/v2/cameras/${name}`, { 'x-vsaas-api-key': systemApiKey }, body);
const v1 = async (id: number, body?: object): Promise<unknown> => {
  const answer =
    body === undefined ? await cam2.get(`/cameras/${id}/`) : await cam2.json('PUT', `/cameras/${id}/`, body);
  expect(answer).toMatchObject({ status: 200 });
  expect(JSON.stringify(answer.body)).not.toMatch(/secret/);
  return Reflect.get(Object(answer.body), 'retrieval_model');
};
const urls = ({ inputs }: Answer): unknown => (inputs as readonly { url: string }[] | undefined)?.map(({ url }) => url);

/** A camera as CAM2 makes it. */
async function camera(id: number, reach: object): Promise<string> {
  const made = await cam2.post('/cameras/', {
    camera_id: id,
    lat: 35.6,
    lng: 139.7,
    city: 'Tokyo',
    country: 'JP',
    source: 'a test',
    source_url: 'http://a.example/',
    ...reach,
  });
  expect(made).toMatchObject({ status: 201 });
  const [row] = await server.dataSource.query<{ name: string }[]>('select name from cameras where camera_id = $1', [
    id,
  ]);
  return row?.name ?? '';
}

describe('a camera made at CAM2, given inputs at Watcher, and moved at CAM2', () => {
  it('has one address in every API', async () => {
    const name = await camera(1, { url: 'http://a.example/snap?1' });
    expect(urls(await v3(name))).toEqual(['http://a.example/snap?1']);
    const inputs = [
      { url: 'rtsp://ann:secret@b.example/live', priority: 1 },
      { url: 'rtsp://bob:secret2@c.example/live' },
    ];
    expect(urls(await v3(name, { inputs }))).toEqual(['rtsp://b.example/live', 'rtsp://c.example/live']);
    expect(await v1(1)).toMatchObject({ url: 'rtsp://b.example/live' });
    expect(await v2(name)).toMatchObject({ stream_url: 'rtsp://b.example/live' });
    await v1(1, { url: 'http://d.example/snap?2' });
    expect(urls(await v3(name))).toEqual(['http://d.example/snap?2']);
    expect(await v2(name)).toMatchObject({ stream_url: 'http://d.example/snap?2' });
    await v1(1, { ip: '192.0.2.7', port: 81 });
    expect(urls(await v3(name))).toEqual(['http://192.0.2.7:81/']);
    await v2(name, { stream_url: 'rtsp://e.example/live' });
    expect(await v1(1)).toMatchObject({ url: 'rtsp://e.example/live' });
    expect(urls(await v3(name))).toEqual(['rtsp://e.example/live']);
  });

  it('stays as it is when each API gets back what it returned', async () => {
    const name = await camera(2, { ip: '192.0.2.8', port: 80 });
    const version = async (): Promise<unknown> =>
      (await server.dataSource.query<{ version: number }[]>('select version from cameras where name = $1', [name]))[0]
        ?.version;
    expect(await version()).toBe(1);
    const { inputs } = await v3(name);
    await v3(name, { inputs });
    const { stream_url } = await v2(name);
    await v2(name, { stream_url });
    await v1(2, { ip: '192.0.2.8', port: 80 });
    expect(await version()).toBe(1);
    expect(await v1(2)).toMatchObject({ ip: '192.0.2.8', port: 80 });
  });
});
