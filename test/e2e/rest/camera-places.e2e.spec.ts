import { PresetsService } from '#cameras';
import { system } from '#auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { namesOf, restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let editor: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, editor } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

async function folderIn(organizationId: number, title: string): Promise<number> {
  const made = await send('POST', '/api/v1/folders', { organization_id: organizationId, title }, admin);
  expect(made.status).toBe(201);
  return Number(made.body['id']);
}

async function camera(body: object = {}): Promise<{ readonly path: string; readonly body: Said['body'] }> {
  const made = await send(
    'POST',
    '/api/v1/cameras',
    { title: 'Gate', organization_id: north.organizationId, ...body },
    editor,
  );
  expect(made.status).toBe(201);
  return { path: `/api/v1/cameras/${String(made.body['id'])}`, body: made.body };
}

describe('Whoever arranges cameras', () => {
  it('makes one in a folder, moves it to another, and back to the root with null', async () => {
    const [yard, hall] = [await folderIn(north.organizationId, 'Yard'), await folderIn(north.organizationId, 'Hall')];
    const root = (await camera()).body['folder_id'];
    expect(root).toEqual(expect.any(Number));
    const { path, body } = await camera({ folder_id: yard });
    expect(body).toMatchObject({ folder_id: yard, preset_id: null });
    const moved = await send('PATCH', path, { folder_id: hall }, editor, { 'if-match': '"1"' });
    expect(moved.body).toMatchObject({ folder_id: hall, version: 2 });
    expect((await ask(path, editor)).body).toEqual(moved.body);
    expect((await send('PATCH', path, { title: 'Stays' }, editor)).body).toMatchObject({ folder_id: hall });
    expect(namesOf(await ask(`/api/v1/cameras?folder_id=${hall}`, editor))).toEqual([body['name']]);
    expect((await send('PATCH', path, { folder_id: null }, editor)).body).toMatchObject({ folder_id: root });
  });

  it('finds folder and preset in GeoJSON, CSV and a selection of fields', async () => {
    const yard = await folderIn(north.organizationId, 'Formats');
    await camera({ folder_id: yard });
    const path = `/api/v1/cameras?folder_id=${yard}`;
    const { body } = await ask(path, editor, { headers: { accept: 'application/geo+json' } });
    expect(body['features']).toMatchObject([{ properties: { folder_id: yard, preset_id: null } }]);
    expect((await ask(`${path}&fields=folder_id,preset_id`, editor)).body['items']).toEqual([
      { folder_id: yard, preset_id: null },
    ]);
    const csv = await fetch(`${server.url}${path}&fields=folder_id,preset_id`, {
      headers: { authorization: editor, accept: 'text/csv' },
    });
    expect(await csv.text()).toBe(`folder_id,preset_id\r\n${yard},\r\n`);
  });

  it('is told which folder or preset there is not, alike for hidden ones (R-API)', async () => {
    const foreign = await folderIn(south.organizationId, 'Theirs');
    const { path } = await camera();
    const hidden = await server.app.get(PresetsService).create(system, { title: 'Not given to the north' });
    for (const [field, id] of [
      ['folder_id', foreign],
      ['folder_id', 2_147_483_647],
      ['preset_id', hidden.id],
      ['preset_id', 2_147_483_647],
    ] as const) {
      const answers = [
        await send('PATCH', path, { [field]: id }, editor),
        await send('POST', '/api/v1/cameras', { organization_id: north.organizationId, [field]: id }, editor),
      ];
      for (const said of answers) {
        expect(said).toBeProblem(404, 'object.not-found', field);
        expect(said.body['errors']).toMatchObject([{ pointer: `/${field}` }]);
      }
    }
    const batch = {
      operations: [{ op: 'create', body: { organization_id: north.organizationId, folder_id: foreign } }],
    };
    const said = await send('POST', '/api/v1/cameras:batch', batch, editor);
    expect(said.body['errors']).toMatchObject([{ pointer: '/operations/0/body/folder_id' }]);
    for (const folder of [0, '7', 1.5])
      expect(await send('PATCH', path, { folder_id: folder }, editor)).toBeProblem(400, 'input.invalid', 'folder_id');
    expect((await ask(path, editor)).body).toMatchObject({ version: 1 });
  });

  it('gives a camera a preset of its organization, and takes it with null', async () => {
    const presets = server.app.get(PresetsService);
    const given = await presets.create(system, { title: 'A week' });
    await presets.assign(system, north.organizationId, given.id);
    const { path } = await camera();
    expect((await send('PATCH', path, { preset_id: given.id }, editor)).body).toMatchObject({ preset_id: given.id });
    expect((await ask(path, editor)).body).toMatchObject({ preset_id: given.id });
    expect((await send('PATCH', path, { preset_id: null }, editor)).body).toMatchObject({ preset_id: null });
  });

  it('sends a camera to another organization: to its root, or the folder that is named with it', async () => {
    const [yard, theirs] = [
      await folderIn(north.organizationId, 'Leaving'),
      await folderIn(south.organizationId, 'Coming'),
    ];
    const [first, second] = [await camera({ folder_id: yard }), await camera({ folder_id: yard })];
    const gone = await send('PATCH', first.path, { organization_id: south.organizationId }, admin);
    expect(gone.body).toMatchObject({ organization_id: south.organizationId });
    expect(gone.body['folder_id']).not.toBe(yard);
    const destination = { organization_id: south.organizationId, folder_id: theirs };
    expect((await send('PATCH', second.path, destination, admin)).body).toMatchObject(destination);
  });
});
