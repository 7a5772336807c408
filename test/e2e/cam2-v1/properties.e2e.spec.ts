import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createUser, type Person } from '../../support/people.js';
import { Cam2V1Client } from '../clients/cam2-v1.js';

let server: TestServer;
let admin: Cam2V1Client;
let person: Person;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', RATE_LIMIT_TOKENS_PER_MINUTE: '0' });
  admin = await Cam2V1Client.of(server, await createApplication(server, { level: 'admin' }));
  person = await createUser(server, 'ada', { isAdmin: true });
  await admin.post('/cameras/', { camera_id: 1, lat: 1, lng: 1, ip: '192.0.2.1' });
  await admin.post('/cameras/', { camera_id: 2, lat: 2, lng: 2, url: 'http://cameras.example/2.jpg' });
});
afterAll(() => server.close());

const runs = Number(process.env['PROPERTY_RUNS'] ?? 150);

/** What people, programs and attackers write where a value is wanted. */
const oddTexts = [
  '| |0|-0|1|1.5|1e400|-1|0x10|NaN|Infinity|true|False|null|None|%|%00|\\|__proto__|🎥|ﷺ|192.0.2.1|::1|JP|Japan',
  '12/31/2016|99/99/9999|2016-12-31T10:00:00Z|0001-01-01|http://a.example/|http://u:p@a.example/|javascript:alert(1)',
].flatMap((line) => line.split('|'));
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(...oddTexts, "' OR 1=1 --", 'x'.repeat(70_000)),
);
const oddNumbers = [0, -0, 1, -1, 80, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e308, 5e-324, 90, -90, 180, 180.1, 240.5];
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(...oddNumbers));
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 4, arbitrary: number },
  fc.constantFrom(null, true, false, [], {}, [null], [1, 2], { a: 1 }, { url: 'http://a.example/' }),
  fc.jsonValue({ maxDepth: 3 }),
);

const filters =
  'city state country camera_type source id lat lat_min lat_max lng lng_min lng_max framerate framerate_min framerate_max ' +
  'resolution_w resolution_w_min resolution_w_max resolution_h resolution_h_min resolution_h_max video outdoors traffic ' +
  'inactive added_before added_after updated_before updated_after limit offset is_video page unknown constructor';
const fields =
  'camera_id lat lng ip port url retrieval_model city state country source source_url description is_video framerate ' +
  'outdoors traffic inactive resolution_w resolution_h camera_type pk date_added unknown constructor toString';

/** A good body of which some fields are replaced: most get far into the house. */
const body = fc
  .tuple(
    fc.constantFrom<Readonly<Record<string, unknown>>>(
      {},
      { camera_id: 77, lat: 35.6, lng: 139.7, url: 'http://cameras.example/77.jpg' },
      { camera_id: 78, lat: -33.8, lng: 151.2, ip: '198.51.100.7', port: 81 },
    ),
    fc.dictionary(fc.constantFrom(...fields.split(' ')), value, { maxKeys: 6 }),
  )
  .map(([good, odd]) => ({ ...good, ...odd }));

interface Sent {
  readonly type: string | undefined;
  readonly bytes: string | Uint8Array<ArrayBuffer>;
}

const formOf = (given: object): string =>
  Object.entries(given)
    .map(([key, one]) => `${escaped(key)}=${escaped(typeof one === 'string' ? one : (JSON.stringify(one) ?? ''))}`)
    .join('&');
const escaped = (one: string): string => (one.isWellFormed() ? encodeURIComponent(one) : '%ED%A0%80');

const sent: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 6, arbitrary: body.map((given) => ({ type: 'application/json', bytes: JSON.stringify(given) })) },
  { weight: 3, arbitrary: body.map((given) => ({ type: 'application/x-www-form-urlencoded', bytes: formOf(given) })) },
  {
    weight: 1,
    arbitrary: body.map((given) => ({ type: 'application/json; charset=utf-16', bytes: JSON.stringify(given) })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom('application/json', 'APPLICATION/X-WWW-FORM-URLENCODED', 'text/plain', 'x', undefined),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 100 }).map((bytes) => new Uint8Array(bytes)),
        fc.constantFrom(
          '',
          'null',
          '[]',
          '"x"',
          '{',
          '{"lat":1,"lat":2}',
          '{"__proto__":{}}',
          '[['.repeat(40),
          '{"a":"\\ud800"}',
        ),
      ),
    }),
  },
);

/** Everything that a request could have changed. */
async function state(): Promise<string> {
  const [row] = await server.dataSource.query<readonly object[]>(
    `select (select count(*) from cameras) as cameras, (select sum(version) from cameras) as versions,
       (select max(updated_at) from cameras) as updated, (select md5(string_agg(c::text, '|' order by id)) from cameras c) as rows,
       (select count(*) from applications) as applications, (select count(*) from camera_changes) as changes`,
  );
  return JSON.stringify(row);
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sent?: Sent;
}

/** What an answer did that none may do, and its status: no fault, JSON always, nothing changed by what is refused. */
async function trial({ method, path, headers = {}, sent: given }: Request): Promise<{
  readonly status: number;
  readonly wrong: readonly string[];
}> {
  const before = await state();
  const type: Record<string, string> = given?.type === undefined ? {} : { 'content-type': given.type };
  const answer = await admin.ask(method, path, { ...type, ...headers }, given?.bytes);
  const { status } = answer;
  const said = JSON.stringify(answer.body ?? null);
  const isRefusal = status >= 400;
  const complaints: readonly (readonly [boolean, string])[] = [
    [status >= 500, `a fault: ${status}`],
    [!answer.headers.get('content-type')?.startsWith('application/json'), 'no JSON'],
    [isRefusal && Object.keys(Object(answer.body)).length === 0, 'a refusal without a reason'],
    [isRefusal && /node_modules|\bat \S+ \(|pg_|violates|\brelation\b/.test(said), `of the inside: ${said}`],
    [isRefusal && (await state()) !== before, 'refused, and yet changed'],
  ];
  return { status, wrong: complaints.flatMap(([holds, complaint]) => (holds ? [complaint] : [])) };
}

/** What is added for certain, whatever the seed: the first of the examples of a run. */
const whole: Sent = {
  type: 'application/json',
  bytes: '{"camera_id":99,"lat":1,"lng":2,"url":"http://192.0.2.200/a.jpg"}',
};

const end = fc.constantFrom('', '/', '.json', '.json/');

describe('whatever is sent', () => {
  it('as filters, the answer is an array or an error', async () => {
    const query = fc.dictionary(fc.constantFrom(...filters.split(' ')), text, { maxKeys: 5 });
    const path = fc.constantFrom('/cameras', '/query/lat=1,lng=2,radius=100', '/query/lat=1,lng=2,count=3');
    await fc.assert(
      fc.asyncProperty(path, end, query, async (start, tail, given) => {
        const short = Object.fromEntries(Object.entries(given).map(([key, one]) => [key, one.slice(0, 2000)]));
        expect((await trial({ method: 'GET', path: `${start}${tail}?${formOf(short)}` })).wrong).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('as a place, the answer is an array or an error', async () => {
    const term = fc.tuple(
      fc.constantFrom('lat', 'lng', 'lon', 'radius', 'count', 'limit', 'offset', 'x', ''),
      fc.oneof(text, number),
    );
    const good = fc.constantFrom<(readonly [string, unknown])[]>(
      [
        ['lat', 1],
        ['lng', 2],
      ],
      [],
      [
        ['lat', 90],
        ['lon', -180],
      ],
    );
    await fc.assert(
      fc.asyncProperty(good, fc.array(term, { maxLength: 4 }), end, async (start, odd, tail) => {
        const terms = [...start, ...odd]
          .map(([name, one]) => `${name}=${escaped(String(one).slice(0, 300))}`)
          .join(',');
        expect((await trial({ method: 'GET', path: `/query/${terms}${tail}` })).wrong).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('as a camera, it is added or nothing is', async () => {
    let added = 0;
    await fc.assert(
      fc.asyncProperty(sent, end, async (given, tail) => {
        const { status, wrong } = await trial({ method: 'POST', path: `/cameras${tail}`, sent: given });
        expect(wrong).toEqual([]);
        if (status === 201) added += 1;
        await server.dataSource.query('delete from cameras where camera_id > 2 or camera_id = 0');
      }),
      { numRuns: 2 * runs, examples: [[whole, '/']] },
    );
    expect(added).toBeGreaterThan(0);
  });

  it('as a change, it is made or nothing is', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(
        sent,
        fc.constantFrom('PATCH', 'PUT'),
        fc.constantFrom('/1', '/cameras/2'),
        end,
        async (given, method, path, tail) => {
          const { status, wrong } = await trial({ method, path: path + tail, sent: given });
          expect(wrong).toEqual([]);
          if (status === 200) changed += 1;
          await server.dataSource.query(
            `update cameras c set camera_id = r.n from (select id, row_number() over (order by id) n from cameras) r
           where r.id = c.id and c.camera_id <> r.n`,
          );
        },
      ),
      { numRuns: 2 * runs, examples: [[{ type: 'application/json', bytes: '{"city":"Paris"}' }, 'PATCH', '/1', '/']] },
    );
    expect(changed).toBeGreaterThan(0);
  });

  it('as a path, it is a camera, or there is nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'DELETE', 'PATCH', 'PUT', 'POST'),
        fc.oneof(text, number),
        end,
        async (method, one, tail) => {
          const name = escaped(String(one).slice(0, 500));
          if (method === 'DELETE' && /^[12]$/.test(name)) return;
          expect((await trial({ method, path: `/${name}${tail}` })).wrong).toEqual([]);
          expect((await trial({ method, path: `/cameras/${name}${tail}` })).wrong).toEqual([]);
        },
      ),
      { numRuns: runs },
    );
  });

  it('as credentials or as an application, nobody comes in by it', async () => {
    const given = fc.dictionary(
      fc.constantFrom('client_id', 'client_secret', 'token', 'app_name', 'permission_level', 'x'),
      fc.oneof(value, fc.constantFrom('Basic', 'Admin')),
    );
    const authorization = fc.oneof(
      fc.constant(`Basic ${Buffer.from(`${person.login}:wrong`).toString('base64')}`),
      fc.string({ maxLength: 100 }).map((one) => `Basic ${Buffer.from(one).toString('base64')}`),
      fc.string({ minLength: 1, maxLength: 100 }).filter((one) => /^[!-~]+$/.test(one)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/token', '/refresh_token', '/register_app'),
        end,
        given,
        authorization,
        async (path, tail, one, header) => {
          const headers = path === '/register_app' ? { authorization: header } : {};
          const json = { type: 'application/json', bytes: JSON.stringify(one) };
          const { status, wrong } = await trial({ method: 'POST', path: path + tail, headers, sent: json });
          expect(wrong).toEqual([]);
          expect(status).toBeGreaterThanOrEqual(400);
        },
      ),
      { numRuns: runs },
    );
  });

  it('as an application by an administrator, it is registered or nothing is', async () => {
    const given = fc.record({ app_name: value, permission_level: fc.oneof(value, fc.constantFrom('Basic', 'Admin')) });
    await fc.assert(
      fc.asyncProperty(given, async (one) => {
        expect(
          (
            await trial({
              method: 'POST',
              path: '/register_app/',
              sent: { type: 'application/json', bytes: JSON.stringify(one) },
            })
          ).wrong,
        ).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});
