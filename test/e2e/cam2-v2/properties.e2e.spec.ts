import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera } from '../../support/people.js';
import { sendAsItIs } from '../../support/send-as-is.js';
import { Cam2V2Client } from '../clients/cam2-v2.js';

let server: TestServer;
let admin: Cam2V2Client;
let cameraId: string;
let clientId: string;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', RATE_LIMIT_TOKENS_PER_MINUTE: '0' });
  const program = await createApplication(server, { format: 'cam2-v2', level: 'admin' });
  admin = await Cam2V2Client.of(server, program);
  clientId = (await createApplication(server, { format: 'cam2-v2' })).clientId;
  const { id } = await createCamera(server);
  const [row] = await server.dataSource.query<{ object_id: string }[]>('select object_id from cameras where id = $1', [
    id,
  ]);
  cameraId = row?.object_id ?? '';
});
afterAll(() => server.close());

const names = [
  ...'latitude longitude radius radius_unit lat lng offset type source country state city resolution_width'.split(' '),
  ...'resolution_height resolution_heigth is_active_image is_active_video ip port image_path video_path brand'.split(
    ' ',
  ),
  ...'model snapshot_url m3u8_url legacy_cameraID frame_rate utc_offset timezone_id timezone_name'.split(' '),
  ...'reference_logo reference_url retrieval owner permissionLevel start end clientID clientSecret'.split(' '),
];
const plausible = [
  'ip',
  'non_ip',
  'stream',
  'True',
  '0',
  '1',
  '-1',
  '80',
  '45.5',
  '1e308',
  '-1e-320',
  '9'.repeat(40),
  'NaN',
  'm',
  'admin',
  'US',
  'Null',
  'null',
  '{}',
  '[]',
  '{"ip":"203.0.113.7"}',
  '{"ip":{"a":[]}}',
  '{"m3u8_url":"http://x/"}',
  '{"ip":1,"ip":2}',
  'http://example.org/a.jpg',
  'http://[::1',
  'javascript:alert(1)',
  "' or 1=1 --",
  '2018-07-04T19:52:52.337Z',
  '%',
  '\u202e',
];
const value = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...plausible) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed()) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5000 }).map((length) => 'x'.repeat(length)) },
);
const fields = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 });
const encoded = (form: Readonly<Record<string, string>>): string => new URLSearchParams(form).toString();

const reads = ['cameras/search', 'cameras/exist', 'apps/match', 'apps/by-owner', 'apps/db-change', 'auth'];
const json = fc.jsonValue({ maxDepth: 3 });

async function state(): Promise<unknown> {
  const sql = `select (select json_agg(c order by c.id) from (select id, version, to_jsonb(c) from cameras c) c) as cameras,
    (select json_agg(a order by a.id) from (select id, client_id, owner, level, epoch, secret_hash from applications) a) as apps,
    (select count(*) from camera_changes) as changes`;
  const [row] = await server.dataSource.query<unknown[]>(sql);
  return row;
}

/** @returns whether it was refused */
async function isSound(answer: Promise<{ readonly status: number; readonly body: unknown }>): Promise<boolean> {
  // A body that is no JSON is thrown by the client.
  const { status, body } = await answer;
  expect(status).toBeLessThan(500);
  if (status < 400) return false;
  expect(Object.keys(Object(body))).toEqual(['message']);
  return true;
}

describe('whatever stands in its parameters', { timeout: 120_000 }, () => {
  it('a question is answered or refused in JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...reads), fields, async (path, query) => {
        expect(typeof (await isSound(admin.get(path, query)))).toBe('boolean');
      }),
      { numRuns: 300 },
    );
  });

  it('a path is answered or refused in JSON', async () => {
    const step = fc.oneof(value, fc.constantFrom('cameras', 'apps', 'legacy', 'secret', 'usage', '..', '%2e', '%ff'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'),
        fc.array(step, { maxLength: 4 }),
        async (method, steps) => {
          const path = steps.map((one) => (/^%[0-9a-f]{2}$/.test(one) ? one : encodeURIComponent(one))).join('/');
          const { status, text } = await sendAsItIs(server.url, method, `/cam2/v2/${path}`);
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
          expect(typeof JSON.parse(text)).toBe('object');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a write that is refused has changed nothing', async () => {
    const writes = [
      ['POST', 'cameras/create'],
      ['PUT', `cameras/${cameraId}`],
      ['POST', 'apps/register'],
      ['PUT', `apps/${clientId}`],
    ] as const;
    const body = fc.oneof(
      fields.map((form) => ['application/x-www-form-urlencoded', encoded(form)] as const),
      fc
        .dictionary(fc.constantFrom(...names), fc.oneof(json, value), { maxKeys: 8 })
        .map((form) => ['application/json', JSON.stringify(form)] as const),
      json.map((any) => ['application/json', JSON.stringify(any)] as const),
      fc
        .uint8Array({ maxLength: 60 })
        .map((bytes) => ['application/x-www-form-urlencoded', new Uint8Array(bytes)] as const),
      fc.constantFrom(['text/plain', 'x'] as const, ['multipart/form-data; boundary=x', '--x--'] as const),
    );
    let refused = 0;
    let before = await state();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...writes), body, async ([method, path], [type, sent]) => {
        const isRefused = await isSound(admin.ask(method, path, { 'content-type': type }, sent));
        const after = await state();
        expect(after).toEqual(isRefused ? before : after);
        refused += isRefused ? 1 : 0;
        before = after;
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});
