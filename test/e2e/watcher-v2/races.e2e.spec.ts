import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createTenant, type Tenant } from '../../support/people.js';
import { itemOf, itemsOf, type Reply, V2Client } from './v2-client.js';

let server: TestServer;
let system: V2Client;
let one: Tenant;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  system = new V2Client(server);
  one = await createTenant(server, 'one');
});
afterAll(() => server.close());

async function statuses(times: number, ask: (index: number) => Promise<Reply>): Promise<readonly number[]> {
  const replies = await Promise.all(Array.from({ length: times }, (_, index) => ask(index)));
  return replies.map(({ status }) => status).toSorted((a, b) => a - b);
}

const onlyOne = (times: number): readonly number[] => [200, ...Array.from({ length: times - 1 }, () => 400)];

describe('of many at the same moment', () => {
  it('one makes a user of a login', async () => {
    const body = { login: 'raced', password: 'correct horse battery 1' };
    expect(await statuses(10, () => system.post('/users', body))).toEqual(onlyOne(10));
  });

  it('one registers a media server', async () => {
    const body = { api_url: 'https://raced.example' };
    expect(await statuses(10, () => system.post('/streamers', body))).toEqual(onlyOne(10));
  });

  it('none loses another’s corner of a plan', async () => {
    const place = `/organizations/${one.organizationId}/folders`;
    const id = Number(itemOf(await system.post(place, { title: 'Plan' }))['id']);
    const corners = { map_topleft: '1 1', map_topright: '1 2', map_bottomleft: '2 1' };
    const entries = Object.entries(corners);
    const asked = await statuses(12, (index) => {
      const [key, value] = entries[index % 3] ?? ['', ''];
      return system.put(`${place}/${id}`, { [key]: value });
    });
    expect(new Set(asked)).toEqual(new Set([200]));
    expect(itemOf(await system.get(`${place}/${id}`))).toMatchObject(corners);
  });

  it('none loses another’s part of a preset', async () => {
    const id = Number(itemOf(await system.post('/presets', { title: 'Raced', dvr_depth: 1 }))['id']);
    const parts = [{ dvr_depth: 7 }, { dvr_lock_days: 2 }, { dvr_space: 10 }, { is_adjustable: '0' }];
    const asked = await statuses(20, (index) => system.put(`/presets/${id}`, parts[index % parts.length]));
    expect(new Set(asked)).toEqual(new Set([200]));
    expect(itemOf(await system.get(`/presets/${id}`))).toMatchObject({
      dvr_depth: 7,
      dvr_lock_days: 2,
      dvr_space: 10,
      is_adjustable: false,
    });
  });

  it('none loses another’s setting', async () => {
    const keys = Array.from({ length: 10 }, (_, index) => `map_raced_${index}`);
    await Promise.all(keys.map((key) => system.put('/settings', { [key]: 'kept' })));
    expect(itemOf(await system.get('/settings'))).toMatchObject(Object.fromEntries(keys.map((key) => [key, 'kept'])));
  });

  it('no more come in than an organization has places for', async () => {
    const { id } = itemOf(await system.post('/organizations', { title: 'Full', camera_limit: 3 }));
    const asked = await statuses(10, () => system.post('/cameras', { title: 'x', organization_id: id }));
    expect(asked).toEqual([200, 200, 200, ...Array.from({ length: 7 }, () => 403)]);
    expect(itemsOf(await system.get(`/cameras?organization_id=${String(id)}`))).toHaveLength(3);
  });

  it('one import makes its cameras, and the others find them made', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => ({ name: `raced/${index}`, title: 'Raced' }));
    const replies = await Promise.all(Array.from({ length: 5 }, () => system.post('/cameras/import', rows)));
    const made = replies.map((reply) => Number(itemOf(reply)['zc']));
    expect(made.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 20]);
  });
});
