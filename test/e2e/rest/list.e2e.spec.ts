import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createCamera, createUser, password } from '../../support/people.js';
import { basic, itemsOf, namesOf, restClient, type Said } from './rest-client.js';

describe('A list of cameras', () => {
  let server: TestServer;
  let everybody: string;
  const { ask } = restClient(() => server.url);
  const ids = new Map<string, number>();

  const find = (query: string): Promise<Said> => ask(`/api/v1/cameras${query}`, everybody);

  beforeAll(async () => {
    server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
    const places: readonly (readonly [string, number, number, string])[] = [
      ['tower', 35.6586, 139.7454, 'city-of-tokyo'],
      ['crossing', 35.6595, 139.7005, 'city-of-tokyo'],
      ['harbour', 43.0621, 141.3544, 'port-office'],
      ['bridge', -16.5, 179.95, 'islands'],
      ['beach', -16.5, -179.95, 'islands'],
    ];
    for (const [name, latitude, longitude, source] of places) {
      const { id } = await createCamera(server, { name, title: `The ${name}`, latitude, longitude, source });
      ids.set(name, id);
    }
    const off = await createCamera(server, {
      name: 'nowhere',
      kind: 'stream',
      title: null,
      latitude: undefined,
      longitude: undefined,
      enabled: false,
      snapshotUrl: undefined,
      streamUrl: 'rtsp://root:hunter2@cameras.example/live',
    });
    ids.set('nowhere', off.id);
    const { login: name } = await createUser(server, 'reader');
    everybody = basic(name, password);
  });
  afterAll(() => server.close());

  it('shows each camera in the shape of the contract, and no credential (R-API, R-ENC)', async () => {
    const said = await find('?name=tower&name=nowhere&total=true');
    expect(said.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(said.body).toEqual({ items: expect.any(Array), next: null, prev: null, total: 2 });
    const [tower, nowhere] = itemsOf(said);
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(tower).toEqual({
      id: ids.get('tower'),
      name: 'tower',
      title: 'The tower',
      description: null,
      kind: 'non_ip',
      location: { latitude: 35.6586, longitude: 139.7454 },
      city: expect.any(String),
      state: expect.anything(),
      country: 'JP',
      tags: [],
      timezone: 'Asia/Tokyo',
      organization_id: expect.any(Number),
      folder_id: expect.any(Number),
      preset_id: null,
      source: 'city-of-tokyo',
      source_url: null,
      license: null,
      attribution: null,
      resolution: null,
      frame_rate: null,
      azimuth: null,
      fov: null,
      range: null,
      enabled: true,
      streams: {
        snapshot_url: expect.stringMatching(/^http:\/\/cameras\.example\//),
        stream_url: null,
        page_url: null,
        protocol: 'http-image',
      },
      has_credentials: false,
      created_at: instant,
      updated_at: instant,
      version: 1,
    });
    expect(nowhere).toMatchObject({
      kind: 'stream',
      location: null,
      has_credentials: true,
      streams: { stream_url: 'rtsp://cameras.example/live' },
    });
    expect(JSON.stringify(said.body)).not.toContain('hunter2');
  });

  it.each([
    ['?country=JP', ['tower', 'crossing', 'harbour']],
    ['?country=JPN', ['tower', 'crossing', 'harbour']],
    ['?country=XX', []],
    ['?country=XXX&country=jpn&country=FJI', ['tower', 'crossing', 'harbour', 'bridge', 'beach']],
    ['?country=jp&country=FJ', ['tower', 'crossing', 'harbour', 'bridge', 'beach']],
    ['?source=islands', ['bridge', 'beach']],
    ['?source=islands&name=beach', ['beach']],
    ['?kind=stream', ['nowhere']],
    ['?enabled=false', ['nowhere']],
    ['?enabled=true&source=port-office', ['harbour']],
    ['?q=HARB', ['harbour']],
    ['?q=100%25', []],
    ['?city=Nobody%27s%20Town', []],
    ['?bbox=139,35,140,36', ['tower', 'crossing']],
    ['?bbox=179,-17,-179,-16', ['bridge', 'beach']],
    ['?bbox=139.7454,35.6586,139.7454,35.6586', ['tower']],
    ['?bbox=179,-17,181,-16', ['bridge', 'beach']],
    ['?bbox=180,-17,181,-16', ['beach']],
    ['?bbox=-541,-17,-539,-16', ['bridge', 'beach']],
    ['?bbox=499,35,500,36', ['tower', 'crossing']],
    ['?bbox=-200,-90,600,90', ['tower', 'crossing', 'harbour', 'bridge', 'beach']],
    ['?latitude[gt]=40', ['harbour']],
    ['?latitude[gte]=35.6586&latitude[lt]=40&longitude[lt]=139.72', ['crossing']],
    ['?latitude[exists]=false', ['nowhere']],
    ['?source[ne]=islands&country[exists]=true', ['tower', 'crossing', 'harbour']],
    ['?country[ne]=JPN&kind[ne]=stream', ['bridge', 'beach']],
    ['?country[in]=jp,FJI', ['tower', 'crossing', 'harbour', 'bridge', 'beach']],
    ['?title[like]=The%20h', ['harbour']],
    ['?title=The%20bridge&title=The%20beach', ['bridge', 'beach']],
    ['?enabled[ne]=true', ['nowhere']],
    ['?has_credentials=true', ['nowhere']],
    ['?kind[in]=stream,ip', ['nowhere']],
    ['?created_at[gt]=2999-01-01', []],
    ['?near=35.6586,139.7454&radius=10000', ['tower', 'crossing']],
    ['?near=35.6595,139.7005&limit=3', ['crossing', 'tower', 'harbour']],
    ['?near=-16.5,-179.99&radius=20000', ['beach', 'bridge']],
    ['?near=0,0&radius=0', []],
    // As JavaScript writes small numbers.
    ['?near=1e-7,0.012345678901234567&radius=0', []],
    ['?sort=-name&limit=2', ['tower', 'nowhere']],
    ['?sort=source,-name&source=city-of-tokyo&source=islands', ['tower', 'crossing', 'bridge', 'beach']],
    ['/', ['tower', 'crossing', 'harbour', 'bridge', 'beach', 'nowhere']],
  ])('%s finds %j', async (query, names) => {
    const said = await find(query);
    expect(said.status).toBe(200);
    expect(namesOf(said)).toEqual(names);
  });

  it('names a city as the registry found it', async () => {
    const [tower] = itemsOf(await find('?name=tower'));
    const said = await find(`?city=${encodeURIComponent(String(tower?.['city']))}`);
    expect(namesOf(said)).toContain('tower');
  });

  it('states how many metres away each camera is', async () => {
    const [tower, crossing] = itemsOf(await find('?near=35.6586,139.7454&radius=10000&fields=name,distance'));
    expect(tower).toEqual({ name: 'tower', distance: 0 });
    expect(crossing?.['distance']).toBeCloseTo(4057, -2);
    expect(Object.keys(crossing ?? {})).toEqual(['name', 'distance']);
    expect(itemsOf(await find('?near=0,0&limit=1'))[0]).toHaveProperty('distance');
    expect(itemsOf(await find('?limit=1'))[0]).not.toHaveProperty('distance');
  });

  it('pages through everything once, whatever the order', async () => {
    for (const order of ['', '&sort=title', '&sort=-title,name', '&near=35,139', '&near=35,139&radius=20000000']) {
      const seen: string[] = [];
      let cursor = '';
      for (let pages = 0; pages < 10; pages += 1) {
        const said = await find(`?limit=2${order}${cursor}`);
        seen.push(...namesOf(said));
        const { next } = said.body;
        if (typeof next !== 'string') break;
        cursor = `&cursor=${encodeURIComponent(next)}`;
      }
      const all = order.includes('near') ? 5 : 6;
      expect([order, seen.length, new Set(seen).size]).toEqual([order, all, all]);
    }
  });

  it('pages back to the first page, whatever the order', async () => {
    for (const order of ['', '&sort=title', '&sort=-title,name', '&near=35,139', '&source[ne]=islands']) {
      const first = await find(`?limit=2${order}`);
      const second = await find(`?limit=2${order}&cursor=${String(first.body['next'])}`);
      const back = await find(`?limit=2${order}&cursor=${String(second.body['prev'])}`);
      expect(first.body['prev']).toBeNull();
      expect(back.body).toEqual(first.body);
    }
  });

  it('suggests the parameter that was probably meant', async () => {
    for (const [query, meant] of [
      ['contry=JP', 'country'],
      ['frame_rat[gte]=5', 'frame_rate'],
      ['limt=5', 'limit'],
    ])
      expect((await find(`?${query}`)).body['detail']).toContain(`id you mean ${meant}?`);
  });

  it('refuses a cursor that was edited, or is of another query', async () => {
    const { next } = (await find('?limit=2')).body;
    const edited = `${String(next).slice(0, -1)}${String(next).endsWith('A') ? 'B' : 'A'}`;
    for (const query of [`?cursor=${edited}`, `?cursor=${String(next)}&country=JP`, '?cursor=x', '?cursor=1AAAA'])
      expect(await find(query)).toBeProblem(400, 'cursor.invalid', 'cursor');
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=1e9', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=', 'cursor'],
    ['sort=owner', 'sort'],
    ['sort=name,-name', 'sort'],
    ['sort=id,name,kind,city', 'sort'],
    ['sort=__proto__', 'sort'],
    ['near=35,139&sort=name', 'sort'],
    ['fields=id,password', 'fields'],
    ['fields=', 'fields'],
    ['fields=distance', 'fields'],
    ['country=Japan', 'country'],
    ['country=', 'country'],
    ['kind=drone', 'kind'],
    ['enabled=perhaps', 'enabled'],
    ['organization_id=x', 'organization_id'],
    ['organization_id=99999999999', 'organization_id'],
    ['bbox=1,2,3', 'bbox'],
    ['bbox=1,2,3,x', 'bbox'],
    ['bbox=0,10,1,9', 'bbox'],
    ['bbox=0,-91,1,0', 'bbox'],
    ['near=91,0', 'near'],
    ['near=0,181', 'near'],
    ['near=0', 'near'],
    ['near=NaN,0', 'near'],
    ['near=0,0&radius=-1', 'radius'],
    ['near=0,0&radius=1e3', 'radius'],
    ['near=0,0&radius=Infinity', 'radius'],
    ['near=0,0&radius=30000000', 'radius'],
    ['radius=5', 'radius'],
    ['total=yes', 'total'],
    ['q=', 'q'],
    ['contry=JP', 'contry'],
    ['country[]=JP', 'country[]'],
    ['bbox=0,0,3601,1', 'bbox'],
    ['frame_rate=fast', 'frame_rate'],
    ['frame_rate[gte]=', 'frame_rate[gte]'],
    ['frame_rate[like]=5', 'frame_rate[like]'],
    ['frame_rate[near]=5', 'frame_rate[near]'],
    ['enabled[gt]=true', 'enabled[gt]'],
    ['kind[ne]=drone', 'kind[ne]'],
    ['title[exists]=perhaps', 'title[exists]'],
    ['created_at[gt]=yesterday', 'created_at[gt]'],
    ['frame_rat[gte]=5', 'frame_rat[gte]'],
    ['updated_by=root', 'updated_by'],
    ['near[gt]=5', 'near[gt]'],
    ['__proto__[gt]=5', '__proto__[gt]'],
  ])('?%s is refused, naming %s', async (query, field) => {
    expect(await find(`?${query}`)).toBeProblem(400, 'input.invalid', field);
  });

  it.each(['?q=%00', '?q=%', '?q=%ff', '?name=%ed%a0%80'])('%s is refused as unreadable', async (query) => {
    expect(await find(query)).toBeProblem(400, 'input.unreadable');
  });

  it('takes any answer of the contract’s largest page', async () => {
    expect((await find('?limit=1000')).status).toBe(200);
  });
});
