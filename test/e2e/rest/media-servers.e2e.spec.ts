import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { itemsOf, restClient, type Said } from './rest-client.js';

let server: TestServer;
let admin: string;
let editor: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ admin, editor } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

const path = '/api/v1/media-servers';
const register = (body: object): Promise<Said> => send('POST', path, body, admin);

describe('Whoever registers media servers over REST', () => {
  it('registers one, reads it, changes it and unregisters it', async () => {
    const made = await register({
      name: 'Media.Example.org:8080',
      kind: 'mediamtx',
      api_url: 'http://media.example.org:9997/',
      cluster_key: 'a secret of the cluster',
      labels: { rack: 'b' },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'media.example.org:8080',
      kind: 'mediamtx',
      role: 'streamer',
      api_url: 'http://media.example.org:9997',
      public_url: null,
      has_cluster_key: true,
      camera_limit: null,
      labels: { rack: 'b' },
      zones: [],
    });
    const location = made.headers.get('location') ?? '';
    const read = await ask(location, admin);
    expect(read.body).toEqual(made.body);
    expect(JSON.stringify(read.body)).not.toContain('secret of the cluster');
    const tag = { 'if-match': read.headers.get('etag') ?? '' };
    const change = { camera_limit: 500, kind: null, public_url: 'https://media.example.org' };
    const changed = await send('PATCH', location, change, admin, tag);
    expect(changed.body).toMatchObject({ ...change, has_cluster_key: true, labels: { rack: 'b' } });
    expect(await send('PATCH', location, change, admin, tag)).toBeProblem(412, 'object.changed');
    expect((await send('PATCH', location, { cluster_key: null }, admin)).body).toMatchObject({
      has_cluster_key: false,
    });
    expect((await ask(location, admin, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(location, admin)).toBeProblem(404, 'object.not-found');
    expect(await send('PATCH', location, { camera_limit: 1 }, admin)).toBeProblem(404, 'object.not-found');
  });

  it('finds them by their properties', async () => {
    await register({ name: 'one.example.org', kind: 'go2rtc', camera_limit: 10 });
    await register({ name: 'two.example.org', kind: 'frigate', camera_limit: 20 });
    const names = async (query: string): Promise<unknown[]> =>
      itemsOf(await ask(`${path}?sort=-name&${query}`, admin)).map(({ name }) => name);
    expect(await names('kind=go2rtc&kind=frigate')).toEqual(['two.example.org', 'one.example.org']);
    expect(await names('camera_limit[gt]=10')).toEqual(['two.example.org']);
    expect(await names('q=one.')).toEqual(['one.example.org']);
    expect((await ask(`${path}?fields=name&limit=1&total=true`, admin)).body).toMatchObject({
      items: [{ name: 'one.example.org' }],
      total: 2,
    });
  });

  it('is told what cannot be', async () => {
    await register({ name: 'taken.example.org' });
    expect(await register({ name: 'TAKEN.example.org' })).toBeProblem(409, 'object.taken');
    const cases: readonly (readonly [object, string])[] = [
      [{}, 'name'],
      [{ name: 'no host name' }, 'name'],
      [{ name: 'a.example.org', kind: 'vlc' }, 'kind'],
      [{ name: 'a.example.org', api_url: 'ftp://a.example.org' }, 'api_url'],
      [{ name: 'a.example.org', public_url: 'https://u:p@a.example.org' }, 'public_url'],
      [{ name: 'a.example.org', labels: { rack: 7 } }, 'labels'],
      [{ name: 'a.example.org', zones: ['none'] }, 'zones'],
      [{ name: 'a.example.org', clusterkey: 'x' }, 'clusterkey'],
    ];
    for (const [body, field] of cases) {
      const said = await register(body);
      expect([field, said.status]).toEqual([field, 400]);
      expect(said.body['errors']).toContainEqual(expect.objectContaining({ field }));
    }
    const unreachable = await send(
      'POST',
      `${path}?check=true`,
      { name: 'a.example.org', api_url: 'http://127.0.0.1:1' },
      admin,
    );
    expect(unreachable).toBeProblem(400, 'object.invalid', 'api_url');
    expect(await send('POST', path, { name: 'b.example.org' }, editor)).toBeProblem(403, 'permission.missing');
    expect(await ask(path, editor)).toBeProblem(403, 'permission.missing');
    expect(await ask(path)).toBeProblem(401, 'credential.missing');
  });

  it('does not make one anew that was unregistered while it was changed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { body } = await register({ name: `gone-${round}.example.org` });
      const one = `${path}/${String(body['id'])}`;
      const [changed, removed] = await Promise.all([
        send('PATCH', one, { camera_limit: 1 }, admin),
        ask(one, admin, { method: 'DELETE' }),
      ]);
      expect([200, 404]).toContain(changed.status);
      expect(removed.status).toBe(204);
      expect(itemsOf(await ask(`${path}?name=gone-${round}.example.org`, admin))).toEqual([]);
    }
  });
});
