import { OrganizationsService } from '#access';
import { system } from '#auth';
import { type Camera, CamerasService, ImportWorker } from '#cameras';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { restClient } from './rest-client.js';

let server: TestServer;
let organization: number;
let editor: string;
let stranger: string;
const { bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer();
  const ann = await createUser(server, 'ann');
  await createUser(server, 'bob');
  const organizations = server.app.get(OrganizationsService);
  organization = (await organizations.createWithoutOwner({ title: 'Sources', isPublic: false })).id;
  await organizations.addMember(organization, ann.id, { canViewStreams: true, canEditStreams: true });
  [editor, stranger] = await Promise.all([bearer('ann'), bearer('bob')]);
});
afterAll(() => server.close());

type Json = Record<string, unknown>;
type Row = Readonly<Record<string, unknown>>;

async function send(
  method: string,
  path: string,
  { as = editor, body, type = 'application/json' }: { as?: string; body?: string; type?: string } = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Json }> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { authorization: as, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Json) };
}

/** A job when nobody works on it any more. */
async function ended(id: unknown): Promise<Json> {
  for (;;) {
    await server.app.get(ImportWorker).drain();
    const { body } = await send('GET', `/imports/${String(id)}`);
    if (body['status'] !== 'queued' && body['status'] !== 'running') return body;
    await setTimeout(50);
  }
}

/** What became of the whole set of a source. */
async function put(source: string, rows: readonly Row[], query = ''): Promise<Json> {
  const { status, headers, body } = await send(
    'PUT',
    `/sources/${source}/cameras?organization=${organization}${query}`,
    {
      body: JSON.stringify(rows),
    },
  );
  expect(status).toBe(202);
  expect(headers.get('location')).toMatch(new RegExp(`/api/v1/imports/${String(body['id'])}$`));
  return ended(body['id']);
}

async function undo({ id }: Json): Promise<Json> {
  expect((await send('POST', `/imports/${String(id)}/undo`)).status).toBe(202);
  return ended(id);
}

const camera = (name: string): Promise<Camera | undefined> => server.app.get(CamerasService).find(system, { name });
const outcome = ({ created, updated, unchanged, pruned, drift_count, drift, rejected, changes }: Json): Json => ({
  created,
  updated,
  unchanged,
  pruned,
  drift_count,
  drift,
  rejected,
  changes,
});

describe('PUT /api/v1/sources/{name}/cameras', () => {
  it('plans exactly what it does then: made, changed, kept, gone; and does it once', async () => {
    await put('plan', [
      { id: 'plan/a', title: 'A', latitude: 52, longitude: 4.5 },
      { id: 'plan/b', title: 'B' },
      { id: 'plan/c', title: 'C', city: 'Delft' },
    ]);
    const byHand = await camera('plan/c');
    await server.app.get(CamerasService).update(system, { id: byHand?.id ?? 0 }, { title: 'Gate C' });
    const set = [
      { id: 'plan/a', title: 'A2', latitude: 52, longitude: 4.5 },
      { id: 'plan/c', title: 'C2', city: 'Leiden' },
      { id: 'plan/d', title: 'D' },
    ];
    const plan = await put('plan', set, '&dry_run=true');
    expect(plan).toMatchObject({ status: 'done', dry_run: true, created: 1, updated: 2, unchanged: 0, pruned: 1 });
    expect(plan['drift']).toEqual([{ line: 2, name: 'plan/c', fields: ['title'] }]);
    expect(await camera('plan/d')).toBeUndefined();
    expect(await camera('plan/b')).toBeDefined();

    const done = await put('plan', set);
    expect(outcome(done)).toEqual(outcome(plan));
    expect(await camera('plan/a')).toMatchObject({ title: 'A2', source: 'plan', organizationId: organization });
    expect(await camera('plan/c')).toMatchObject({ title: 'Gate C', city: 'Leiden' });
    expect(await camera('plan/b')).toBeUndefined();

    const versions = await Promise.all(set.map(async ({ id }) => (await camera(id))?.version));
    const again = await put('plan', set);
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 3, pruned: 0, drift_count: 1, changes: [] });
    expect(await Promise.all(set.map(async ({ id }) => (await camera(id))?.version))).toEqual(versions);
  });

  it('keeps what people changed, also what the source had left empty, until both say the same', async () => {
    const cameras = server.app.get(CamerasService);
    await put('hand', [{ id: 'hand/a', stream_url: 'rtsp://cam.example/1' }]);
    const { id = 0 } = (await camera('hand/a')) ?? {};
    await cameras.update(system, { id }, { description: 'By the door', latitude: 52.1, longitude: 4.2 });
    const set = [{ id: 'hand/a', description: 'x', latitude: 48, longitude: 2, stream_url: 'rtsp://cam.example/2' }];
    const { drift } = await put('hand', set);
    expect(drift).toMatchObject([{ name: 'hand/a' }]);
    expect((drift as { fields: string[] }[])[0]?.fields).toEqual(
      expect.arrayContaining(['description', 'latitude', 'longitude']),
    );
    expect(await camera('hand/a')).toMatchObject({
      description: 'By the door',
      latitude: 52.1,
      longitude: 4.2,
      country: 'NL',
      streamUrl: 'rtsp://cam.example/2',
    });
    await cameras.update(system, { id }, { description: 'x', latitude: 48, longitude: 2 });
    expect(await put('hand', set)).toMatchObject({ drift_count: 0, unchanged: 1 });
    expect(await put('hand', [{ ...set[0], description: 'y' }])).toMatchObject({ drift_count: 0, updated: 1 });
    expect(await camera('hand/a')).toMatchObject({ description: 'y' });
  });

  it('keeps a password that somebody has set, and takes the source’s own changes of it', async () => {
    const cameras = server.app.get(CamerasService);
    const row = (password: string): Row => ({ id: 'pass/a', stream_url: `rtsp://ann:${password}@cam.example/1` });
    await put('pass', [row('one')]);
    expect(await put('pass', [row('one')])).toMatchObject({ unchanged: 1, drift_count: 0 });
    expect(await put('pass', [row('two')])).toMatchObject({ updated: 1, drift_count: 0 });
    const { id = 0, version } = (await camera('pass/a')) ?? {};
    await cameras.setCredentials(system, { id }, { password: 'by hand' });
    expect(await put('pass', [row('three')])).toMatchObject({ unchanged: 1, drift_count: 1 });
    expect((await camera('pass/a'))?.version).toBe((version ?? 0) + 1);
  });

  it('lets a camera that left the set come back by undo, and what was changed go back, without drift afterwards', async () => {
    const set = [
      { id: 'undo/a', title: 'A' },
      { id: 'undo/b', title: 'B' },
    ];
    await put('undo', set);
    const before = await camera('undo/b');
    const done = await put('undo', [{ id: 'undo/a', title: 'A2' }]);
    expect(await camera('undo/b')).toBeUndefined();
    expect(await undo(done)).toMatchObject({ status: 'undone', undone: 2, conflicts: [] });
    expect(await camera('undo/b')).toMatchObject({ objectId: before?.objectId, title: 'B' });
    expect(await camera('undo/a')).toMatchObject({ title: 'A' });
    expect(await put('undo', set)).toMatchObject({ created: 0, updated: 0, unchanged: 2, drift_count: 0 });
    expect(
      await put('undo', [
        { id: 'undo/a', title: 'A3' },
        { id: 'undo/b', title: 'B3' },
      ]),
    ).toMatchObject({
      updated: 2,
      drift_count: 0,
    });
  });

  it('touches no camera of another source, nor one that somebody gave to another', async () => {
    await put('one', [
      { id: 'one/a', title: 'A' },
      { id: 'one/b', title: 'B' },
    ]);
    await put('two', [{ id: 'two/a', title: 'A' }]);
    const { id = 0 } = (await camera('one/b')) ?? {};
    await server.app.get(CamerasService).update(system, { id }, { source: 'mine' });
    const clash = await put('one', [
      { id: 'one/a', title: 'A' },
      { id: 'one/b', title: 'x' },
      { id: 'two/a', title: 'x' },
    ]);
    expect(clash['rejected']).toMatchObject([{ line: 3, reason: 'a camera of another source has this name' }]);
    expect(clash).toMatchObject({ updated: 0, pruned: 0, drift: [{ name: 'one/b', fields: ['source'] }] });
    expect(await put('one', [{ id: 'one/c' }])).toMatchObject({ created: 1, pruned: 1 });
    expect(await camera('one/a')).toBeUndefined();
    expect(await camera('one/b')).toMatchObject({ title: 'B', source: 'mine' });
    expect(await camera('two/a')).toMatchObject({ title: 'A', source: 'two' });
  });

  it('deletes nothing where a row was rejected or is of another source', async () => {
    await put('broken', [{ id: 'broken/a' }, { id: 'broken/b' }]);
    const done = await put('broken', [{ id: 'broken/a', source: 'other' }]);
    expect(done).toMatchObject({ rejected: [{ line: 1, reason: 'the row is of another source' }], pruned: 0 });
    expect(await put('broken', [{ id: 'broken/a' }, { id: 'broken/c', latitude: 'x' }])).toMatchObject({ pruned: 0 });
    expect(await camera('broken/b')).toBeDefined();
  });

  it('refuses an empty set, unless it is said to be one', async () => {
    await put('empty', [{ id: 'empty/a' }]);
    const refused = await put('empty', []);
    expect(refused).toMatchObject({ status: 'failed', pruned: 0 });
    expect(refused['failure']).toContain('allow_empty');
    for (const body of ['', 'id,title\n']) {
      const { body: job } = await send('PUT', `/sources/empty/cameras?organization=${organization}`, {
        body,
        type: 'text/csv',
      });
      expect(await ended(job['id'])).toMatchObject({ status: 'failed', pruned: 0 });
    }
    expect(await camera('empty/a')).toBeDefined();
    expect(await put('empty', [], '&allow_empty=true&dry_run=true')).toMatchObject({ status: 'done', pruned: 1 });
    const emptied = await put('empty', [], '&allow_empty=true');
    expect(emptied).toMatchObject({ status: 'done', pruned: 1 });
    expect(await camera('empty/a')).toBeUndefined();
    await undo(emptied);
    expect(await camera('empty/a')).toBeDefined();
  });

  it('runs the sets of one source one after the other, the last one last', async () => {
    const asked = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        send('PUT', `/sources/turns/cameras?organization=${organization}`, {
          body: JSON.stringify([{ id: `turns/${name}` }]),
        }),
      ),
    );
    const ids = asked.map(({ body }) => Number(body['id'])).toSorted((a, b) => a - b);
    const jobs = [];
    for (const id of ids) jobs.push(await ended(id));
    const starts = jobs.map(({ started_at: at }) => Date.parse(String(at)));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(jobs.at(-1)).toMatchObject({ created: 1, pruned: 1 });
  });

  it('is for those who may change cameras there', async () => {
    const body = '[{"id":"rights/a"}]';
    const path = `/sources/rights/cameras?organization=${organization}`;
    expect((await send('PUT', path, { body, as: stranger })).status).toBe(403);
    expect((await send('PUT', '/sources/rights/cameras?organization=1', { body })).status).toBe(403);
    expect((await send('PUT', `${path}&prune=true`, { body })).status).toBe(400);
    expect((await send('PUT', `/sources/${'x'.repeat(256)}/cameras`, { body })).status).toBe(400);
    expect(await camera('rights/a')).toBeUndefined();
  });
});

describe('GET /api/v1/cameras/{id}/provenance', () => {
  it('names source, import, file and line, to those who see the camera', async () => {
    const form = new FormData();
    form.append('file', new Blob(['id,title\nfrom-file,Gate\n'], { type: 'text/csv' }), 'dir/Zürich.csv');
    const posted = await fetch(`${server.url}/api/v1/imports?organization=${organization}&source=roads`, {
      method: 'POST',
      headers: { authorization: editor },
      body: form,
    });
    const { id: job } = (await posted.json()) as Json;
    await ended(job);
    const { id = 0 } = (await camera('from-file')) ?? {};
    const { status, body } = await send('GET', `/cameras/${id}/provenance`);
    expect(status).toBe(200);
    expect(body).toEqual({
      source: 'roads',
      import_id: job,
      file_name: 'Zürich.csv',
      line: 2,
      set_at: expect.any(String) as string,
    });
    expect((await send('GET', `/cameras/${id}/provenance`, { as: stranger })).status).toBe(404);
  });

  it('is empty for a camera that no import has set', async () => {
    const { id } = await server.app
      .get(CamerasService)
      .create(system, { name: 'by-hand', organizationId: organization });
    expect((await send('GET', `/cameras/${id}/provenance`)).body).toMatchObject({ source: null, import_id: null });
  });
});

describe('POST /api/v1/imports?public=true', () => {
  it('puts cameras where everybody sees them, for those who may; not beside an organization', async () => {
    await createUser(server, 'root', { isAdmin: true });
    const root = await bearer('root');
    const body = 'id\npublic-1\n';
    const { body: job, status } = await send('POST', '/imports?public=true', { as: root, body, type: 'text/csv' });
    expect(status).toBe(202);
    while ((await camera('public-1')) === undefined && job['id'] !== undefined)
      if ((await server.app.get(ImportWorker).drain()) === 0) await setTimeout(50);
    const { id } = await server.app.get(OrganizationsService).default();
    expect(await camera('public-1')).toMatchObject({ organizationId: id });
    expect((await send('POST', '/imports?public=true', { body, type: 'text/csv' })).status).toBe(403);
    const both = `/imports?public=true&organization=${organization}`;
    expect((await send('POST', both, { as: root, body, type: 'text/csv' })).status).toBe(400);
  });
});
