import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TestServer } from '../../support/server.js';
import { password, type Tenant } from '../../support/people.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { basic, itemsOf, restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let editor: string;
let member: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, editor, member } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

interface Result {
  readonly status: number;
  readonly id?: number;
  readonly location?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly problem?: Readonly<Record<string, unknown>>;
}

const path = '/api/v1/cameras:batch';
const batch = (operations: readonly object[], more: object = {}, who = editor): Promise<Said> =>
  send('POST', path, { operations, ...more }, who);
// The border: the results of an answer.
const resultsOf = ({ body }: Said): readonly Result[] => (body['results'] ?? []) as readonly Result[];
const unique = (): string => `batch/${Math.random().toString(36).slice(2)}`;
const creation = (more: object = {}): object => ({
  op: 'create',
  body: { name: unique(), organization_id: north.organizationId, ...more },
});
const made = async (count: number, who = editor, more: object = {}): Promise<readonly number[]> => {
  const said = await batch(
    Array.from({ length: count }, () => creation(more)),
    {},
    who,
  );
  expect(said.status).toBe(200);
  return resultsOf(said).map(({ id }) => id ?? 0);
};
const total = async (who = admin): Promise<unknown> =>
  (await ask('/api/v1/cameras?limit=1&total=true', who)).body['total'];

describe('Whoever sends a batch of cameras', () => {
  it('creates, changes and deletes, and gets for each what a single request would answer', async () => {
    const [changed, deleted] = await made(2);
    const said = await batch([
      creation({ title: 'Made', location: { latitude: 52.5163, longitude: 13.3777 } }),
      { op: 'update', id: changed, version: 1, body: { title: 'Changed', streams: { snapshot_url: null } } },
      { op: 'delete', id: deleted },
    ]);
    expect(said.status).toBe(200);
    const [first, second, third] = resultsOf(said);
    expect(first).toMatchObject({ status: 201, body: { title: 'Made', country: 'DE', city: 'Berlin', version: 1 } });
    expect(first?.location).toBe(`/api/v1/cameras/${first?.id}`);
    expect((await ask(first?.location ?? '', editor)).body).toEqual(first?.body);
    expect(second).toMatchObject({ status: 200, id: changed, body: { title: 'Changed', version: 2 } });
    expect((await ask(`/api/v1/cameras/${changed}`, editor)).body).toEqual(second?.body);
    expect(third).toEqual({ status: 204, id: deleted });
    expect(await ask(`/api/v1/cameras/${deleted}`, editor)).toBeProblem(404, 'camera.not-found');
  });

  it('writes lists, places and views as a single request does', async () => {
    const body = { tags: ['Roof', 'north'], azimuth: 90, fov: 60, range: 120 };
    const [id] = await made(1, editor, { ...body, location: { latitude: 52.5, longitude: 13.4 } });
    expect((await ask(`/api/v1/cameras/${id}`, editor)).body).toMatchObject(body);
    const said = await batch([
      { op: 'update', id, body: { tags: ['Roof', 'south'], location: { latitude: 48.1 } } },
      { op: 'update', id: (await made(1))[0], body: { tags: ['x'] } },
    ]);
    expect(resultsOf(said)[0]?.body).toMatchObject({
      ...body,
      tags: ['Roof', 'south'],
      location: { latitude: 48.1, longitude: 13.4 },
    });
    const found = await ask('/api/v1/cameras?tags[all]=Roof,south&near=48.1,13.4&radius=10', editor);
    expect(itemsOf(found).map((camera) => camera.id)).toEqual([id]);
  });

  it('finds each change in the audit log', async () => {
    const [changed, deleted] = await made(2);
    const said = await batch([
      creation(),
      { op: 'update', id: changed, body: { title: 'Audited' } },
      { op: 'update', id: (await made(1))[0], body: {} },
      { op: 'delete', id: deleted },
    ]);
    const [created] = resultsOf(said);
    const about = async (id: number | undefined): Promise<unknown[]> =>
      itemsOf(await ask(`/api/v1/audit?subject=camera:${id}&sort=id`, admin)).map(({ event }) => event);
    expect(await about(created?.id)).toEqual(['camera_created']);
    expect(await about(changed)).toEqual(['camera_created', 'camera_updated']);
    expect(await about(deleted)).toEqual(['camera_created', 'camera_deleted']);
  });

  it('does nothing where one cannot be done, and learns which', async () => {
    const [mine] = await made(1);
    const [foreign] = await made(1, admin, { organization_id: south.organizationId });
    const taken = unique();
    await batch([creation({ name: taken })]);
    const before = await total();
    const good = [creation(), { op: 'update', id: mine, body: { title: 'Never' } }];
    const cases: readonly (readonly [object, number, string, string])[] = [
      [{ op: 'update', id: foreign, body: { title: 'Mine' } }, 404, 'camera.not-found', '/operations/2'],
      [{ op: 'delete', id: 2_000_000_000 }, 404, 'camera.not-found', '/operations/2'],
      [{ op: 'delete', id: mine }, 400, 'camera.invalid', '/operations/2/id'],
      [creation({ name: taken }), 409, 'camera.taken', '/operations/2/body/name'],
      [creation({ organization_id: south.organizationId }), 403, 'camera.forbidden', '/operations/2'],
      [creation({ timezone: 'Mars/Base' }), 400, 'input.invalid', '/operations/2/body/timezone'],
      [creation({ titel: 'x' }), 400, 'input.invalid', '/operations/2/body/titel'],
      [{ op: 'upsert', id: mine }, 400, 'input.invalid', '/operations/2/op'],
      [{ op: 'update', body: {} }, 400, 'input.invalid', '/operations/2/id'],
      [{ op: 'delete', id: mine, body: {} }, 400, 'input.invalid', '/operations/2/body'],
      [7 as unknown as object, 400, 'input.invalid', '/operations/2'],
    ];
    for (const [bad, status, code, pointer] of cases) {
      const said = await batch([...good, bad]);
      expect(said).toBeProblem(status, code);
      expect(said.body['errors']).toEqual([expect.objectContaining({ pointer })]);
    }
    const stale = await batch([...good, { op: 'delete', id: (await made(1))[0], version: 7 }]);
    expect(stale).toBeProblem(412, 'camera.changed');
    expect(await total()).toBe(Number(before) + 1);
    expect((await ask(`/api/v1/cameras/${mine}`, editor)).body).toMatchObject({ title: null, version: 1 });
  });

  it('gets with atomic: false each that can be done, and a problem for each that cannot', async () => {
    const [mine, other] = await made(2);
    const [foreign] = await made(1, admin, { organization_id: south.organizationId });
    const name = unique();
    const said = await batch(
      [
        creation({ name }),
        creation({ name }),
        { op: 'update', id: mine, version: 9, body: { title: 'No' } },
        { op: 'update', id: mine, body: { title: 'Yes' } },
        { op: 'delete', id: mine },
        { op: 'delete', id: foreign },
        { op: 'delete', id: other },
        creation({ frame_rate: -1 }),
      ],
      { atomic: false },
    );
    expect(said.status).toBe(200);
    const results = resultsOf(said);
    expect(results.map(({ status }) => status)).toEqual([201, 409, 412, 400, 400, 404, 204, 400]);
    expect(results[1]?.problem).toMatchObject({
      code: 'camera.taken',
      status: 409,
      request_id: said.headers.get('x-request-id'),
      errors: [{ pointer: '/operations/1/body/name' }],
    });
    expect(results[7]?.problem).toMatchObject({ errors: [{ pointer: '/operations/7/body/frame_rate' }] });
    expect(results[2]).toMatchObject({ id: mine, problem: { code: 'camera.changed' } });
    expect((await ask(`/api/v1/cameras/${other}`, editor)).status).toBe(404);
    expect((await ask(`/api/v1/cameras/${foreign}`, admin)).status).toBe(200);
  });

  it('may do with each camera what they may do with it alone', async () => {
    const [mine] = await made(1);
    const said = await batch(
      [{ op: 'update', id: mine, body: { title: 'x' } }, { op: 'delete', id: mine }, creation()],
      { atomic: false },
      member,
    );
    expect(resultsOf(said).map(({ status, problem }) => [status, problem?.['code']])).toEqual([
      [403, 'camera.forbidden'],
      [403, 'camera.forbidden'],
      [403, 'camera.forbidden'],
    ]);
    expect(await batch([creation()], {}, member)).toBeProblem(403, 'camera.forbidden');
    expect(await send('POST', path, { operations: [creation()] })).toBeProblem(401, 'credential.missing');
    // Only the owner of an organization takes its cameras elsewhere.
    const away = { op: 'update', id: mine, body: { organization_id: south.organizationId } };
    expect(await batch([away])).toBeProblem(403, 'camera.forbidden');
    expect((await batch([away], {}, admin)).status).toBe(200);
    expect(await ask(`/api/v1/cameras/${mine}`, editor)).toBeProblem(404, 'camera.not-found');
  });

  it('writes with an API key for chosen cameras those and no others', async () => {
    const [chosen, other] = await made(2);
    const limited = { name: 'two', scopes: ['cameras:read', 'cameras:write'], cameras: { ids: [chosen] } };
    const key = await send('POST', '/api/v1/api-keys', limited, basic('editor-of-north', password));
    expect(key.status).toBe(201);
    const said = await batch(
      [
        { op: 'update', id: chosen, body: { title: 'x' } },
        { op: 'update', id: other, body: {} },
        creation(),
        creation(),
      ],
      { atomic: false },
      `Bearer ${String(key.body['key'])}`,
    );
    expect(resultsOf(said).map(({ status }) => status)).toEqual([200, 404, 403, 403]);
  });

  it('fills an organization up to its limit, in the order of the operations', async () => {
    const organization = await send('POST', '/api/v1/organizations', { title: 'Small', limits: { cameras: 2 } }, admin);
    const there = { organization_id: organization.body['id'] };
    const three = [creation(there), creation(there), creation(there)];
    expect(await batch(three, {}, admin)).toBeProblem(402, 'limit.reached');
    const said = await batch(three, { atomic: false }, admin);
    expect(resultsOf(said).map(({ status }) => status)).toEqual([201, 201, 402]);
    const full = resultsOf(said)[0]?.id;
    // What is deleted in the same batch makes room.
    expect((await batch([creation(there), { op: 'delete', id: full }], {}, admin)).status).toBe(200);
  });

  it('is told of a batch that is none', async () => {
    const cases: readonly (readonly [unknown, string])[] = [
      [{}, 'operations'],
      [{ operations: [] }, 'operations'],
      [{ operations: Array.from({ length: 1001 }, () => ({ op: 'delete', id: 1 })) }, 'operations'],
      [{ operations: { 0: {} } }, 'operations'],
      [{ operations: [creation()], atomic: 'yes' }, 'atomic'],
      [{ operations: [creation()], mode: 'each' }, 'mode'],
    ];
    for (const [body, field] of cases)
      expect(await send('POST', path, body, editor)).toBeProblem(400, 'input.invalid', field);
    const many = await batch(Array.from({ length: 30 }, () => ({ op: 'upsert' })));
    expect(many).toBeProblem(400, 'input.invalid', 'operations.0.op');
    expect(many.body['errors']).toHaveLength(21);
    const long = (count: number): readonly object[] =>
      Array.from({ length: count }, () => creation({ description: 'x'.repeat(4000) }));
    expect((await batch(long(500))).status).toBe(200);
    expect(await batch(long(1000).concat(long(1000)))).toBeProblem(413, 'input.too-large');
    expect(await ask(path, editor)).toBeProblem(405, 'method.unknown');
  });

  it('has one effect with one Idempotency-Key', async () => {
    const body = { operations: [creation(), creation()] };
    const headers = { 'idempotency-key': 'batch-1' };
    const first = await send('POST', path, body, editor, headers);
    const again = await send('POST', path, body, editor, headers);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect(await send('POST', path, { operations: [creation()] }, editor, headers)).toBeProblem(
      422,
      'idempotency.reused',
    );
  });

  it('is made whole or not at all when several name the same cameras at once, in any order', async () => {
    const ids = await made(6);
    const names = Array.from({ length: 6 }, unique);
    const inSomeOrder = <T>(all: readonly T[], index: number): readonly T[] =>
      index % 2 === 0 ? all : all.toReversed();
    const raced = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        batch([
          ...inSomeOrder(ids, index).map((id) => ({ op: 'update', id, version: 1, body: { title: `racer ${index}` } })),
          ...inSomeOrder(names, index).map((name) => creation({ name, title: `racer ${index}` })),
        ]),
      ),
    );
    expect(raced.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412, 412, 412]);
    const winner = `racer ${raced.findIndex(({ status }) => status === 200)}`;
    for (const id of ids) expect((await ask(`/api/v1/cameras/${id}`, editor)).body).toMatchObject({ title: winner });
    const found = await ask(`/api/v1/cameras?${names.map((name) => `name=${name}`).join('&')}`, editor);
    expect(itemsOf(found).map(({ title }) => title)).toEqual(names.map(() => winner));
  });

  it('costs as few statements for a thousand as for two', async () => {
    // Of the server's own jobs meanwhile.
    const others = 50;
    const statements = vi.spyOn(Client.prototype, 'query');
    const cost = async (operations: readonly object[]): Promise<readonly [Said, number]> => {
      statements.mockClear();
      const said = await batch(operations);
      return [said, statements.mock.calls.length];
    };
    try {
      const creations = (count: number): readonly object[] => Array.from({ length: count }, () => creation());
      const [, few] = await cost(creations(2));
      const [created, many] = await cost(creations(1000));
      expect(created.status).toBe(200);
      expect(many).toBeLessThan(few + others);
      const changes = resultsOf(created).map(({ id }, index) => ({
        op: 'update',
        id,
        version: 1,
        body: index % 2 === 0 ? { title: `camera ${index}` } : { enabled: false, frame_rate: 1 + (index % 200) },
      }));
      const [changed, cheap] = await cost(changes);
      expect(changed.status).toBe(200);
      expect(cheap).toBeLessThan(few + others);
      expect(resultsOf(changed)[1]?.body).toMatchObject({ title: null, enabled: false, frame_rate: 2, version: 2 });
      expect(resultsOf(changed)[2]?.body).toMatchObject({ title: 'camera 2', enabled: true, version: 2 });
    } finally {
      statements.mockRestore();
    }
  });
});
