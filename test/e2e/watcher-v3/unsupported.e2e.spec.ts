import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser } from '../../support/people.js';
import { callerOf, refusalOf, type V3 } from './v3-client.js';

let server: TestServer;
let person: V3;
let chief: V3;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  person = await callerOf(server, await createUser(server, 'person'));
  chief = await callerOf(server, await createUser(server, 'chief', { accessLevel: 'domain_admin' }));
});
afterAll(() => server.close());

describe('what this server does not have', () => {
  it.each([
    ['/episodes', 'episodes'],
    [
      '/episodes?episode_type=motion&media=a%2Fb&updated_at_gt=1738108800000&poll_timeout=30&q=red%20car&token=x' +
        '&vehicle_color_confidence_level=high&sort=-updated_at&select=episode_id,stream.name&limit=10',
      'episodes',
    ],
    ['/episodes?closed_at_is=null&is_favorite=true', 'episodes'],
    ['/persons', 'persons'],
    ['/persons?name_like=A&sort=name', 'persons'],
    ['/person_lists', 'person_lists'],
  ])('is an empty list: GET %s', async (path, key) => {
    const before = Date.now();
    const said = await person.get(path);
    expect(said).toMatchObject({ status: 200 });
    expect(said.body).toEqual({ [key]: [], estimated_count: 0 });
    expect(Date.now() - before).toBeLessThan(5000);
  });

  it('is usage, too, for domain administrators only', async () => {
    const path = '/usage/cameras?from=2025-01-01&to=2025-01-31&license_id=1';
    expect((await chief.get(path)).body).toEqual({ usage: [], estimated_count: 0 });
    expect(refusalOf(await person.get(path))).toEqual([403, 'forbidden']);
    expect(refusalOf(await chief.get('/usage/cameras?from=yesterday'))).toEqual([400, 'wrong_format', 'from']);
    expect(refusalOf(await chief.get('/usage/cameras?to=2025-02-99'))).toEqual([400, 'wrong_format', 'to']);
  });

  it.each([
    ['/episodes?limit=0', 'limit_out_of_range', 'limit'],
    ['/episodes?limit=x', 'not_integer', 'limit'],
    ['/episodes?poll_timeout=soon', 'not_integer', 'poll_timeout'],
    ['/episodes?updated_at_gt=x', 'not_integer', 'updated_at_gt'],
    ['/episodes?sort=nonsense', 'unknown_sort_field', 'sort'],
    ['/persons?sort=nonsense', 'unknown_sort_field', 'sort'],
  ])('is asked for as any other list: GET %s', async (path, code, place) => {
    expect(refusalOf(await person.get(path))).toEqual([400, code, place]);
  });

  it.each([
    ['get', '/episodes/1234567890123456789'],
    ['put', '/episodes/1234567890123456789'],
    ['delete', '/episodes/x'],
    ['post', '/episodes/1234567890123456789/favorites'],
    ['delete', '/episodes/1234567890123456789/favorites'],
    ['get', '/persons/1'],
    ['delete', '/persons/1'],
  ] as const)('is not found: %s %s', async (method, path) => {
    expect(refusalOf(await person[method](path, null))).toEqual([404, 'not_found']);
  });
});
