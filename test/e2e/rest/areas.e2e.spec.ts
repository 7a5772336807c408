import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import { createApplication, createCamera } from '../../support/people.js';
import { openUnthrottledHouse, settleNorthAndSouth, type NorthAndSouth } from './north-and-south.js';
import { basic, itemsOf, namesOf, restClient, type Said } from './rest-client.js';

type Ring = readonly (readonly [number, number])[];
type Polygon = readonly Ring[];

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const polygon = (...coordinates: Polygon) => ({ type: 'Polygon', coordinates });

describe('A search in an area', () => {
  let server: TestServer;
  let house: NorthAndSouth;
  let south: string;
  const { send, ask, bearer } = restClient(() => server.url);
  const search = (body: unknown, authorization = house.admin): Promise<Said> =>
    send('POST', '/api/v1/cameras/search', body, authorization);

  beforeAll(async () => {
    server = await openUnthrottledHouse();
    house = await settleNorthAndSouth(server, bearer);
    south = await bearer(house.south.member.login);
    const { organizationId } = house.north;
    const places: readonly (readonly [string, number, number])[] = [
      ['tower', 35.6586, 139.7454],
      ['bridge', -16.5, 179.95],
      ['beach', -16.5, -179.95],
      ['meridian', -17, 180],
      ['pole', 90, 12],
      ['arctic', 85, 0],
      ['antarctic', -85, 0],
    ];
    for (const [name, latitude, longitude] of places)
      await createCamera(server, { name, latitude, longitude, organizationId, frameRate: name === 'beach' ? 5 : 1 });
  });
  afterAll(() => server.close());

  const ringAround = (latitude: number): Ring => [
    [-180, latitude],
    [-90, latitude],
    [0, latitude],
    [90, latitude],
    [-180, latitude],
  ];

  it.each<[string, object, readonly string[]]>([
    ['a box', polygon(box(139, 35, 140, 36)), ['tower']],
    ['a box that runs clockwise', polygon(box(139, 35, 140, 36).toReversed()), ['tower']],
    ['a hole', polygon(box(139, 35, 140, 36), box(139.7, 35.6, 139.8, 35.7)), []],
    ['an edge', polygon(box(139.7454, 35, 140, 36)), ['tower']],
    ['a corner', polygon(box(139.7454, 35.6586, 140, 36)), ['tower']],
    ['the edge of a hole', polygon(box(139, 35, 140, 36), box(139.7454, 35.6, 139.8, 35.7)), ['tower']],
    ['across the antimeridian the short way', polygon(box(179, -18, -179, -16)), ['bridge', 'beach', 'meridian']],
    ['across it counted on', polygon(box(179, -18, 181, -16)), ['bridge', 'beach', 'meridian']],
    ['across it counted back', polygon(box(-181, -18, -179, -16)), ['bridge', 'beach', 'meridian']],
    ['up to it from the west', polygon(box(179, -18, 180, -16)), ['bridge', 'meridian']],
    ['up to it from the east', polygon(box(-180, -18, -179, -16)), ['beach', 'meridian']],
    [
      'cut there into two',
      { type: 'MultiPolygon', coordinates: [[box(179, -18, 180, -16)], [box(-180, -18, -179, -16)]] },
      ['bridge', 'beach', 'meridian'],
    ],
    [
      'twice the same',
      { type: 'MultiPolygon', coordinates: [[box(139, 35, 140, 36)], [box(138, 35, 141, 36)]] },
      ['tower'],
    ],
    ['around the north pole', polygon(ringAround(80)), ['pole', 'arctic']],
    ['around the north pole without a piece', polygon(ringAround(80), box(-1, 84, 1, 86)), ['pole']],
    ['around the south pole', polygon(ringAround(-80).toReversed()), ['antarctic']],
    [
      'the world',
      polygon(box(-180, -90, 180, 90)),
      ['tower', 'bridge', 'beach', 'meridian', 'pole', 'arctic', 'antarctic'],
    ],
    [
      'a bow tie: both of its halves',
      polygon([
        [139, 35],
        [140, 36],
        [140, 35],
        [139, 36],
        [139, 35],
      ]),
      ['tower'],
    ],
  ])('finds what is in %s', async (_name, within, names) => {
    const said = await search({ within, 'name[ne]': 'south/gate', 'title[ne]': 'Gate of north' });
    expect(said.status).toBe(200);
    expect(namesOf(said)).toEqual(names);
  });

  it('takes filters, order, pages and other forms', async () => {
    const within = polygon(box(179, -18, 181, -16));
    expect(namesOf(await search({ within, frame_rate: { gte: 5 } }))).toEqual(['beach']);
    expect(namesOf(await search({ within, 'frame_rate[lt]': 5, sort: ['-name'] }))).toEqual(['meridian', 'bridge']);
    expect((await search({ within, total: true, limit: 1 })).body).toMatchObject({ total: 3 });
    const first = await search({ within, limit: 2 });
    const second = await search({ within, limit: 2, cursor: first.body['next'] });
    expect([...namesOf(first), ...namesOf(second)]).toEqual(['bridge', 'beach', 'meridian']);
    expect(await search({ limit: 2, cursor: first.body['next'] })).toBeProblem(400, 'cursor.invalid', 'cursor');
    const features = await send(
      'POST',
      '/api/v1/cameras/search',
      { within, fields: ['name'], near: [-16.5, 180] },
      house.admin,
      {
        accept: 'application/geo+json',
      },
    );
    expect(features.body).toMatchObject({ type: 'FeatureCollection', features: { length: 3 } });
  });

  it('shows nobody what they may not see', async () => {
    const within = polygon(box(-180, -90, 180, 90));
    expect(namesOf(await search({ within, total: true }, house.member))).toContain('tower');
    expect(namesOf(await search({ within }, south))).not.toContain('tower');
    expect((await search({ within, total: true }, south)).body['total']).toBe(
      itemsOf(await search({ within }, south)).length,
    );
    expect(await search({ within }, '')).toBeProblem(401, 'credential.missing');
  });

  it('needs no more than the permission to read, of a narrowed token, too', async () => {
    const { clientId, clientSecret } = await createApplication(server, { organizationId: house.north.organizationId });
    const issued = await ask('/oauth/token', basic(clientId, clientSecret), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&scope=cameras%3Aread',
    });
    const reader = `Bearer ${String(issued.body['access_token'])}`;
    expect(namesOf(await search({ within: polygon(box(139.7, 35.6, 139.8, 35.7)) }, reader))).toContain('tower');
    expect(await send('POST', '/api/v1/cameras', { name: 'x' }, reader)).toBeProblem(403, 'permission.missing');
  });

  const closed = (points: Ring): Ring => [...points, ...points.slice(0, 1)];
  const circle = closed(
    Array.from({ length: 9_999 }, (_, index) => {
      const angle = (index / 9_999) * 2 * Math.PI;
      return [139.7 + Math.cos(angle), 35.6 + Math.sin(angle)] as const;
    }),
  );
  const side = (from: readonly [number, number], to: readonly [number, number]): Ring =>
    Array.from({ length: 2_499 }, (_, index) => {
      const part = index / 2_499;
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part] as const;
    });

  it.each<[string, Ring]>([
    ['a circle', circle],
    [
      'a box with corners along its sides',
      closed([
        ...side([139, 35], [140, 35]),
        ...side([140, 35], [140, 36]),
        ...side([140, 36], [139, 36]),
        ...side([139, 36], [139, 35]),
      ]),
    ],
    [
      'the same, a little unsteady',
      closed(
        [
          ...side([139, 35], [140, 35]),
          ...side([140, 35], [140, 36]),
          ...side([140, 36], [139, 36]),
          ...side([139, 36], [139, 35]),
        ].map(([x, y], index) => [x + (index % 3) * 1e-13, y] as const),
      ),
    ],
  ])('takes %s', async (_name, ring) => {
    const said = await search({ within: polygon(ring) });
    expect(said.status).toBe(200);
    expect(namesOf(said)).toContain('tower');
  });

  it.each<[string, Ring]>([
    [
      'from side to side',
      closed(Array.from({ length: 9_999 }, (_, index) => [index % 2 ? 100 : 150, index / 200] as const)),
    ],
    [
      'all over a circle',
      closed(Array.from({ length: 9_999 }, (_, index) => circle[(index * 4_900) % 9_999] ?? [0, 0])),
    ],
    [
      'in a narrow band, with one corner far away',
      closed([
        ...Array.from({ length: 9_000 }, (_, index) => [139.7 + (index % 2) / 1e4, 35 + index / 9_000] as const),
        [150, 35],
      ]),
    ],
  ])('refuses 10,000 points that cross themselves: %s', async (_name, ring) => {
    for (const total of [false, true]) {
      const said = await search({ within: polygon(ring), total });
      expect(said).toBeProblem(400, 'camera.invalid', 'within');
    }
  });

  it('is the same as QUERY (RFC 10008)', async () => {
    const body = JSON.stringify({ within: polygon(box(139, 35, 140, 36)) });
    const query = (headers: Record<string, string>): Promise<[number, string, unknown]> =>
      new Promise((resolve, reject) => {
        const sent = request(
          `${server.url}/api/v1/cameras`,
          { method: 'QUERY', headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () =>
              resolve([
                response.statusCode ?? 0,
                String(response.headers['accept-query']),
                JSON.parse(Buffer.concat(chunks).toString()),
              ]),
            );
          },
        );
        sent.on('error', reject);
        sent.end(body);
      });
    const json = { authorization: house.admin, 'content-type': 'application/json' };
    const [status, accepts, answer] = await query(json);
    expect([status, accepts]).toEqual([200, 'application/json']);
    expect(answer).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: 'tower' })]) });
    expect((await query({ ...json, 'content-type': 'text/plain' }))[0]).toBe(415);
    expect((await query({ 'content-type': 'application/json' }))[0]).toBe(401);
    const refused = await ask('/api/v1/cameras', house.admin, { method: 'PUT' });
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toContain('QUERY');
  });

  const spiral: Ring = Array.from({ length: 9999 }, (_, index) => [index % 2 ? 100 : 150, 20 + index / 500] as const);

  it.each<[string, unknown, string]>([
    ['no object', [], ''],
    ['a point', { within: { type: 'Point', coordinates: [1, 2] } }, 'within.type'],
    ['no coordinates', { within: { type: 'Polygon' } }, 'within.coordinates'],
    ['no rings', { within: polygon() }, 'within.coordinates'],
    ['an open ring', { within: polygon(box(0, 0, 1, 1).slice(0, 4)) }, 'within.coordinates.0'],
    [
      'a ring of three',
      {
        within: polygon([
          [0, 0],
          [1, 1],
          [0, 0],
        ]),
      },
      'within.coordinates.0',
    ],
    ['a text for a number', { within: { type: 'Polygon', coordinates: [[['0', 0]]] } }, 'within.coordinates.0.0'],
    ['a latitude of none', { within: polygon(box(0, 0, 1, 91)) }, 'within.coordinates.0.2'],
    ['a longitude of none', { within: polygon(box(0, 0, 541, 1)) }, 'within.coordinates.0.1'],
    ['another reference system', { within: { ...polygon(box(0, 0, 1, 1)), crs: {} } }, 'within.crs'],
    ['too many points', { within: polygon([...spiral, ...spiral.slice(0, 1)], box(0, 0, 1, 1)) }, 'within.coordinates'],
    ['twice around', { within: polygon([...ringAround(1), ...ringAround(2), [-180, 1]]) }, 'within'],
    ['a misspelt member', { witin: polygon(box(0, 0, 1, 1)) }, 'witin'],
    ['a misspelt operator', { frame_rate: { gt_: 5 } }, 'frame_rate[gt_]'],
    ['null', { country: null }, 'country'],
    ['deep filters', { country: { ne: { eq: [{}] } } }, 'country[ne][eq]'],
  ])('refuses %s', async (_name, body, field) => {
    const said = await search(body);
    expect(said.status).toBe(400);
    expect(JSON.stringify(said.body)).toContain(field.replaceAll('.', '/'));
  });

  it('finds just what a plain model finds, whatever the rings (holes, crossings, antimeridian, poles)', async () => {
    const { organizationId } = house.south;
    const random = randomFrom(20_261_130);
    const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
    const cameras = Array.from({ length: 900 }, () => [whole(-36, 36) * 5, whole(-18, 18) * 5] as const);
    await server.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, longitude, latitude)
       select 'lattice/' || n, lpad(to_hex(n), 24, '0'), $1, 'non_ip', x, y
       from unnest($2::float8[], $3::float8[]) with ordinality as p (x, y, n)`,
      [organizationId, cameras.map(([x]) => x), cameras.map(([, y]) => y)],
    );
    const place = (): readonly [number, number] => [whole(-40, 40) * 5, whole(-18, 18) * 5];
    const anyRing = (): Ring => {
      const points = Array.from({ length: whole(3, 40) }, place);
      return [...points, points[0] ?? [0, 0]];
    };
    const refusals: boolean[] = [];
    let found = 0;
    for (let round = 0; round < 120; round += 1) {
      const coordinates = Array.from({ length: whole(1, 3) }, () => Array.from({ length: whole(1, 3) }, anyRing));
      const said = await search({ within: { type: 'MultiPolygon', coordinates }, fields: 'name', limit: 1000 }, south);
      if (said.status === 400) {
        refusals.push(coordinates.flat().some((ring) => Math.abs(turnsOf(ring)) > 1 || widthOf(ring) > 720));
        continue;
      }
      const expected = cameras.flatMap((point, index) =>
        coordinates.some((rings) => isInside(point, rings)) ? [`lattice/${index + 1}`] : [],
      );
      const names = namesOf(said).filter((name) => name.startsWith('lattice/'));
      expect({ coordinates, names: names.toSorted() }).toEqual({ coordinates, names: expected.toSorted() });
      found += names.length;
    }
    expect(refusals).not.toContain(false);
    expect(found).toBeGreaterThan(1000);
  });
});

/** A small generator, so that a failing run can be repeated (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

// The model: each ring is a closed polygon in the plane, over a pole by two corners there; a ray runs east, and the plane
// repeats itself every 360 degrees. Coordinates are whole numbers, so that it computes exactly.

function flat(ring: Ring): [number, number][] {
  const points: [number, number][] = [];
  let turns = 0;
  let before = ring[0]?.[0] ?? 0;
  for (const [longitude, latitude] of ring) {
    const step = longitude - before;
    if (step > 180 && step < 360) turns -= 1;
    if (step < -180 && step > -360) turns += 1;
    before = longitude;
    points.push([longitude + 360 * turns, latitude]);
  }
  return points;
}

function turnsOf(ring: Ring): number {
  const points = flat(ring);
  return Math.round(((points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0)) / 360);
}

function widthOf(ring: Ring): number {
  const longitudes = flat(ring).map(([x]) => x);
  return Math.max(...longitudes) - Math.min(...longitudes);
}

function isInside(point: readonly [number, number], rings: Polygon): boolean {
  const all = rings.map(flat);
  let odd = false;
  for (const points of all) {
    const first = points[0] ?? [0, 0];
    const last = points.at(-1) ?? first;
    const mean = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
    const pole = mean >= 0 ? 90 : -90;
    const closed: [number, number][] =
      last[0] === first[0] ? points : [...points, [last[0], pole], [first[0], pole], first];
    for (let image = -8; image <= 8; image += 1) {
      const x = point[0] + 360 * image;
      for (let index = 1; index < points.length; index += 1)
        if (isOn([x, point[1]], points[index - 1] ?? first, points[index] ?? first)) return true;
      // The pole itself is above every ray: it is inside where the ring goes around it.
      if (Math.abs(point[1]) === 90) continue;
      for (let index = 1; index < closed.length; index += 1) {
        const [x1, y1] = closed[index - 1] ?? first;
        const [x2, y2] = closed[index] ?? first;
        if (y1 > point[1] === y2 > point[1]) continue;
        if ((x - x1) * Math.abs(y2 - y1) < (point[1] - y1) * (x2 - x1) * Math.sign(y2 - y1)) odd = !odd;
      }
    }
    if (Math.abs(point[1]) === 90 && last[0] !== first[0] && pole === point[1]) odd = !odd;
  }
  return odd;
}

function isOn([x, y]: readonly [number, number], [x1, y1]: [number, number], [x2, y2]: [number, number]): boolean {
  const across = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
  return (
    across === 0 && x >= Math.min(x1, x2) && x <= Math.max(x1, x2) && y >= Math.min(y1, y2) && y <= Math.max(y1, y2)
  );
}
