import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import { createCamera } from '../../support/people.js';
import { type NorthAndSouth, openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { restClient } from './rest-client.js';

interface Layer {
  readonly name: string;
  readonly features: readonly { readonly id: number | undefined; readonly value: number }[];
}

describe('A tile of the map', () => {
  let server: TestServer;
  let house: NorthAndSouth;
  let tower: number;
  const { ask, send, bearer } = restClient(() => server.url);
  const tile = async (
    path: string,
    authorization: string,
    headers = {},
  ): Promise<[Response, readonly Layer[], number]> => {
    const response = await fetch(`${server.url}/api/v1/cameras/tiles/${path}`, {
      headers: { authorization, ...headers },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    return [response, response.status === 200 ? layersOf(bytes) : [], bytes.length];
  };
  const idsIn = ([, layers]: readonly [Response, readonly Layer[], number]): readonly unknown[] =>
    layers.flatMap(({ name, features }) => (name === 'cameras' ? features.map(({ id }) => id) : []));

  beforeAll(async () => {
    server = await openUnthrottledHouse();
    house = await settleNorthAndSouth(server, bearer);
    const { organizationId } = house.north;
    ({ id: tower } = await createCamera(server, { name: 'far', latitude: -16.5, longitude: 180, organizationId }));
  });
  afterAll(() => server.close());

  it('has the cameras that the caller sees, each in one tile of a zoom', async () => {
    const whole = await tile('0/0/0.mvt', house.member);
    expect(whole[0].headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
    expect(whole[0].headers.get('cache-control')).toBe('private, no-cache');
    expect(idsIn(whole)).toEqual([house.north.camera.id, tower]);
    expect(whole[1][0]?.features.map(({ value }) => value)).toEqual([house.north.camera.id, tower]);
    expect(idsIn(await tile('0/0/0.mvt', house.admin))).toContain(house.south.camera.id);
    const quarters = await Promise.all(
      ['1/0/0', '1/1/0', '1/0/1', '1/1/1'].map(async (place) => idsIn(await tile(`${place}.mvt`, house.member))),
    );
    expect(quarters.flat()).toHaveLength(2);
    expect(new Set(quarters.flat())).toEqual(new Set([house.north.camera.id, tower]));
    expect(idsIn(await tile('0/0/0.mvt?name=far', house.member))).toEqual([tower]);
  });

  it('is not sent again while it is the same', async () => {
    const [first] = await tile('0/0/0.mvt', house.member);
    const tag = first.headers.get('etag') ?? '';
    expect((await tile('0/0/0.mvt', house.member, { 'if-none-match': tag }))[0].status).toBe(304);
    expect((await tile('0/0/0.mvt', house.admin, { 'if-none-match': tag }))[0].status).toBe(200);
  });

  it('outside the world is 404, and what is no tile 400', async () => {
    for (const place of ['0/1/0', '0/0/1', '1/2/0', '23/0/0', '3/0/8'])
      expect(await ask(`/api/v1/cameras/tiles/${place}.mvt`, house.member)).toBeProblem(404, 'object.not-found');
    for (const place of ['x/0/0', '0/-1/0', '0/0/1.5', '0/0/99999999999'])
      expect((await ask(`/api/v1/cameras/tiles/${place}.mvt`, house.member)).status).toBe(400);
    for (const query of ['limit=5', 'contry=JP', 'sort=name'])
      expect((await ask(`/api/v1/cameras/tiles/0/0/0.mvt?${query}`, house.member)).status).toBe(400);
    expect(
      (await ask('/api/v1/cameras/tiles/0/0/0.mvt', house.member, { headers: { accept: 'text/html' } })).status,
    ).toBe(406);
    expect((await ask('/api/v1/cameras/tiles/0/0/0.mvt')).status).toBe(401);
  });

  it('shows each change at once: a camera made, moved, hidden, switched to another organization, deleted', async () => {
    const place = async (authorization: string): Promise<readonly unknown[]> =>
      idsIn(await tile('10/512/512.mvt', authorization));
    const { organizationId } = house.north;
    const { member } = house;
    expect(await place(member)).toEqual([]);
    const { id } = await createCamera(server, { name: 'moves', latitude: -0.1, longitude: 0.1, organizationId });
    expect(await place(member)).toEqual([id]);
    const path = `/api/v1/cameras/${id}`;
    const patch = (body: object): Promise<unknown> => send('PATCH', path, body, house.admin);
    await patch({ location: { latitude: 10, longitude: 10 } });
    expect(await place(member)).toEqual([]);
    await patch({ location: { latitude: -0.2, longitude: 0.2 } });
    expect(await place(member)).toEqual([id]);
    await patch({ organization_id: house.south.organizationId });
    expect(await place(member)).toEqual([]);
    expect(await place(house.admin)).toEqual([id]);
    await server.dataSource.query('update organizations set is_public = true where id = $1', [
      house.south.organizationId,
    ]);
    expect(await place(member)).toEqual([id]);
    await server.dataSource.query('update organizations set is_public = false where id = $1', [
      house.south.organizationId,
    ]);
    expect(await place(member)).toEqual([]);
    await ask(path, house.admin, { method: 'DELETE' });
    expect(await place(house.admin)).toEqual([]);
  });

  it('knows nothing of a transaction that has not ended, and all of it as soon as it has', async () => {
    const runner = server.dataSource.createQueryRunner();
    const ids = async (): Promise<readonly unknown[]> => idsIn(await tile('10/511/511.mvt', house.admin));
    await runner.startTransaction();
    await runner.query(
      `insert into cameras (name, object_id, organization_id, kind, longitude, latitude)
       values ('late', lpad('late', 24, '0'), $1, 'non_ip', -0.1, 0.1)`,
      [house.north.organizationId],
    );
    expect(await ids()).toEqual([]);
    // Another one begins later and ends before it.
    const { organizationId } = house.north;
    const { id } = await createCamera(server, { name: 'early', latitude: 0.1, longitude: -0.1, organizationId });
    expect(await ids()).toEqual([id]);
    await runner.commitTransaction();
    await runner.release();
    expect(await ids()).toHaveLength(2);
    const many = await Promise.all(Array.from({ length: 8 }, ids));
    expect(new Set(many.map(String)).size).toBe(1);
    await server.dataSource.query(`delete from cameras where name in ('late', 'early')`);
    expect(await ids()).toEqual([]);
  });

  it('groups cameras where they are many, and stays below 100 kB', async () => {
    await server.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, longitude, latitude)
       select 'many/' || n, lpad(to_hex(n), 24, '0'), $1, 'non_ip', n % 360 - 180, (n * 7) % 170 - 85
       from generate_series(1, 20000) n`,
      [house.south.organizationId],
    );
    const [, layers, size] = await tile('0/0/0.mvt', house.admin);
    const counted = layers.flatMap(({ name, features }) =>
      features.map(({ value }) => (name === 'groups' ? value : 1)),
    );
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(20_003);
    expect(size).toBeLessThan(100_000);
    expect(idsIn(await tile('0/0/0.mvt', house.member))).toEqual([house.north.camera.id, tower]);
  });
});

/** A reader of its own for what the test asks: layers, ids and the one property. */
function layersOf(bytes: Buffer): readonly Layer[] {
  return fieldsOf(bytes).flatMap(({ field, content }) => {
    if (field !== 3) return [];
    const inside = fieldsOf(content);
    const values = inside.filter((one) => one.field === 4).map((one) => fieldsOf(one.content)[0]?.number ?? -1);
    const features = inside
      .filter((one) => one.field === 2)
      .map((one) => {
        const parts = fieldsOf(one.content);
        const tags = parts.find((part) => part.field === 2)?.content ?? Buffer.alloc(0);
        return { id: parts.find((part) => part.field === 1)?.number, value: values[varintAt(tags, 1)[0]] ?? -1 };
      });
    return [{ name: inside.find((one) => one.field === 1)?.content.toString() ?? '', features }];
  });
}

function fieldsOf(
  bytes: Buffer,
): readonly { readonly field: number; readonly number: number; readonly content: Buffer }[] {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    const [key, afterKey] = varintAt(bytes, at);
    const [number, afterNumber] = varintAt(bytes, afterKey);
    at = key % 8 === 2 ? afterNumber + number : afterNumber;
    found.push({ field: Math.floor(key / 8), number, content: bytes.subarray(afterNumber, at) });
  }
  return found;
}

function varintAt(bytes: Buffer, start: number): readonly [number, number] {
  let [value, scale, at] = [0, 1, start];
  for (; (bytes[at] ?? 0) >= 128; at += 1, scale *= 128) value += ((bytes[at] ?? 0) - 128) * scale;
  return [value + (bytes[at] ?? 0) * scale, at + 1];
}
