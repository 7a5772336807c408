import { OrganizationsService } from '#access';
import { system } from '#auth';
import { CamerasService, ImportWorker } from '#cameras';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { restClient } from './rest-client.js';

let server: TestServer;
let organization: number;
let root: string;
let editor: string;
let stranger: string;
const { bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer();
  await createUser(server, 'root', { isAdmin: true });
  const ann = await createUser(server, 'ann');
  await createUser(server, 'bob');
  const organizations = server.app.get(OrganizationsService);
  const made = await organizations.createWithoutOwner({ title: 'Imports', isPublic: false });
  organization = made.id;
  await organizations.addMember(organization, ann.id, { canViewStreams: true, canEditStreams: true });
  [root, editor, stranger] = await Promise.all([bearer('root'), bearer('ann'), bearer('bob')]);
});
afterAll(() => server.close());

type Json = Record<string, unknown>;
interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

async function send(path: string, authorization: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    ...init,
    headers: { authorization, ...(init.headers as Record<string, string> | undefined) },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Json) };
}

const upload = (
  query: string,
  content: string | Buffer,
  authorization = editor,
  type = 'text/csv',
): Promise<Answered> =>
  send(`/imports${query}`, authorization, { method: 'POST', body: content, headers: { 'content-type': type } });

/** The import when nobody works on it any more. */
async function settled(id: unknown, authorization = editor): Promise<Json> {
  for (;;) {
    await server.app.get(ImportWorker).drain();
    const { body } = await send(`/imports/${String(id)}`, authorization);
    if (body['status'] !== 'queued' && body['status'] !== 'running') return body;
    await setTimeout(50);
  }
}

const camera = (name: string): Promise<unknown> => server.app.get(CamerasService).find(system, { name });

describe('POST /api/v1/imports', () => {
  it('takes a file as it is, and answers where to look', async () => {
    const file = Buffer.from('ID;Camera Name;Lat;Lon;Cable\nrest-1;Café;52,37;4,89;C1\nrest-2;Gate;x;4;C2\n', 'latin1');
    const { status, headers, body } = await upload(`?organization=${organization}`, file);
    expect(status).toBe(202);
    expect(body).toMatchObject({ dry_run: false, organization_id: organization });
    expect(headers.get('location')).toMatch(new RegExp(`/api/v1/imports/${String(body['id'])}$`));
    expect(await settled(body['id'])).toMatchObject({
      status: 'done',
      format: 'csv',
      encoding: 'windows-1252',
      mapping: { ID: 'id', 'Camera Name': 'name', Lat: 'latitude', Lon: 'longitude' },
      ignored_columns: ['Cable'],
      rows: 2,
      created: 1,
      rejected_count: 1,
      rejected: [{ line: 3, field: 'Lat', value: 'x', reason: 'Lat must be a number' }],
      changes: [{ line: 2, name: 'rest-1', change: 'created', fields: [] }],
    });
    expect(await camera('rest-1')).toMatchObject({ title: 'Café', organizationId: organization });
  });

  it('takes a form with a file', async () => {
    const form = new FormData();
    form.append('note', 'not this');
    form.append('file', new Blob(['id,Wo\nform-1,Delft\n'], { type: 'text/csv' }), 'cameras.csv');
    const { status, body } = await send(`/imports?map=${encodeURIComponent('Wo=city')}`, editor, {
      method: 'POST',
      body: form,
    });
    expect(status).toBe(202);
    expect(await settled(body['id'])).toMatchObject({ status: 'done', created: 1, ignored_columns: [] });
    expect(await camera('form-1')).toMatchObject({ city: 'Delft', organizationId: organization });
  });

  it('of an administrator who names no organization goes to a private one', async () => {
    const { body } = await upload('', '{"id":"main-1"}\n', root, 'application/json');
    const { organization_id: id } = await settled(body['id'], root);
    expect(await server.app.get(OrganizationsService).findPrivateDefault()).toMatchObject({ id, isPublic: false });
  });

  it('tries without a trace, and shows what would change', async () => {
    const { body } = await upload(`?dry_run=true&organization=${organization}`, 'id,title\nrest-1,New\ntried-1,x\n');
    const tried = await settled(body['id']);
    expect(tried).toMatchObject({ status: 'done', dry_run: true, created: 1, updated: 1 });
    expect(tried['changes']).toContainEqual({ line: 2, name: 'rest-1', change: 'updated', fields: ['title'] });
    expect(await camera('tried-1')).toBeUndefined();
  });

  it.each([
    ['an unknown parameter', '?dryrun=true', 400],
    ['an unknown format', '?format=xls', 400],
    ['a mapping that is none', '?map=city', 400],
    ['an unknown field', '?map=Wo%3Dtown%20hall', 400],
    ['pruning without a source', '?prune=true', 400],
    ['an organization of others', '?organization=1', 403],
  ])('refuses %s, and takes nothing', async (_, query, status) => {
    const before = await send('/imports?total=true', editor);
    expect((await upload(query, 'id\nrefused\n')).status).toBe(status);
    expect((await send('/imports?total=true', editor)).body['total']).toBe(before.body['total']);
    expect(await camera('refused')).toBeUndefined();
  });

  it('refuses a form without a file, one that is cut off, and whoever may make no cameras', async () => {
    const type = 'multipart/form-data; boundary=x';
    const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nid\r\ncut-off';
    expect(
      (await upload('', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', editor, type)).status,
    ).toBe(400);
    expect((await upload('', part, editor, type)).status).toBe(400);
    expect((await upload('', 'id\nstranger\n', stranger)).status).toBe(403);
    expect(await camera('cut-off')).toBeUndefined();
    const rows = await server.dataSource.query<unknown[]>('select from import_chunks');
    expect(rows).toEqual([]);
  });

  it('reads a form whose boundary falls anywhere between two pieces', async () => {
    const content = `id,title\nsplit-1,${'-x\r'.repeat(5)}\n`;
    const form = `--xy\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${content}\r\n--xy--\r\n`;
    const stream = new ReadableStream({
      async start(controller) {
        for (const sign of form) {
          controller.enqueue(Buffer.from(sign));
          await setTimeout(0);
        }
        controller.close();
      },
    });
    const { status, body } = await send('/imports', editor, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'multipart/form-data; boundary="xy"' },
    });
    expect(status).toBe(202);
    expect(await settled(body['id'])).toMatchObject({ status: 'done', created: 1 });
  });
});

describe('An import', () => {
  it('is taken back, once', async () => {
    const { body } = await upload(`?organization=${organization}`, 'id\nundo-1\n');
    await settled(body['id']);
    const path = `/imports/${String(body['id'])}/undo`;
    expect(await send(path, stranger, { method: 'POST' })).toMatchObject({ status: 404 });
    expect(await send(path, editor, { method: 'POST' })).toMatchObject({ status: 202 });
    expect(await settled(body['id'])).toMatchObject({ status: 'undone', undone: 1, conflicts: [] });
    expect(await camera('undo-1')).toBeUndefined();
    expect(await send(path, editor, { method: 'POST' })).toMatchObject({ status: 409 });
  });

  it('is seen by its maker and by administrators, with an ETag', async () => {
    const { body } = await upload(`?organization=${organization}`, 'id\nseen-1\n');
    await settled(body['id']);
    const path = `/imports/${String(body['id'])}`;
    expect((await send(path, stranger)).status).toBe(404);
    const { status, headers } = await send(path, root);
    expect(status).toBe(200);
    const again = await send(path, root, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    const own = await send('/imports?status=done&sort=-id&limit=1&fields=id,created_by', editor);
    expect(own.body['items']).toEqual([{ id: body['id'], created_by: expect.stringMatching(/^user:\d+$/) }]);
    expect((await send('/imports', stranger)).body['items']).toEqual([]);
  });

  it('that has ended is not cancelled', async () => {
    const { body } = await upload(`?organization=${organization}`, 'id\nended-1\n');
    await settled(body['id']);
    expect(await send(`/imports/${String(body['id'])}/cancel`, editor, { method: 'POST' })).toMatchObject({
      status: 409,
    });
    expect(await send('/imports/999999/cancel', editor, { method: 'POST' })).toMatchObject({ status: 404 });
  });
});
