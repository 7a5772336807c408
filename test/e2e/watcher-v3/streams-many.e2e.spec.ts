import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { CamerasService, PresetsService } from '#cameras';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, type Person } from '../../support/people.js';
import { callerOf, type Item, refusalOf, type Said, tokenOf, type V3 } from './v3-client.js';
import { oneStory } from '../../support/story.js';

oneStory();

let server: TestServer;
let organization: number;
let second: number;
let people: Readonly<Record<'editor' | 'viewer', Person>>;
let editor: V3;
let viewer: V3;
let preset: number;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  people = { editor: await createUser(server, 'editor'), viewer: await createUser(server, 'viewer') };
  const organizations = server.app.get(OrganizationsService);
  ({ id: organization } = await organizations.create(system, { title: 'Yard' }));
  ({ id: second } = await organizations.create(system, { title: 'Second' }));
  for (const id of [organization, second])
    await organizations.addMember(id, people.editor.id, { canViewStreams: true, canEditStreams: true });
  await organizations.addMember(organization, people.viewer.id, { canViewStreams: true });
  editor = await callerOf(server, people.editor);
  viewer = await callerOf(server, people.viewer);
  ({ id: preset } = await server.app.get(PresetsService).create(system, { title: 'A week' }));
  await server.app.get(PresetsService).assign(system, organization, preset);
});
afterAll(() => server.close());

const count = async (): Promise<number> => server.app.get(CamerasService).count(system, { where: [] });

describe('POST /streams/multiedit', () => {
  const names = ['many/a', 'many/b', 'many/c'];
  const expirations = async (): Promise<unknown> =>
    Promise.all(names.map(async (name) => ((await editor.get(`/streams/${name}`)).body['dvr'] as Item)['expiration']));
  const edit = (streams: unknown, by = editor): Promise<Said> => by.post('/streams/multiedit', { streams });

  // The tests come in any order, and each begins with the same streams.
  beforeEach(async () => {
    for (const name of names) await editor.put(`/streams/${name}`, { dvr: { expiration: 1 } });
  });

  it('changes all of them', async () => {
    const said = await edit([
      { name: 'many/b', dvr: { expiration: 20 } },
      { name: 'many/a', preset_id: preset },
      { name: 'many/c', preset: { id: preset }, dvr: { expiration: 30, redundancy_factor: 2 }, title: 'ignored' },
    ]);
    expect(said.status).toBe(200);
    const streams = said.body['streams'] as readonly Item[];
    expect(streams.map(({ name }) => name)).toEqual(['many/b', 'many/a', 'many/c']);
    expect(streams[2]).toMatchObject({ preset_id: preset, dvr: { expiration: 30, redundancy_factor: 2 } });
    expect(streams[2]).not.toHaveProperty('title');
    expect(streams[2]).toEqual(expect.objectContaining({ organization: { id: organization, title: 'Yard' } }));
    expect(await expirations()).toEqual([1, 20, 30]);
    expect((await edit([])).body).toEqual({ streams: [] });
  });

  it.each<[unknown, readonly unknown[]]>([
    [[{ name: 'many/missing', dvr: { expiration: 99 } }], [404, 'stream_not_found']],
    [[{ name: 'many/c', preset_id: 2_000_000_000 }], [404, 'preset_not_found']],
    [[{ name: 'many/c', dvr: { redundancy_factor: 500 } }], [400, 'invalid_value', '/streams/1/dvr/redundancy_factor']],
    [[{ name: 'many/a', dvr: { expiration: 98 } }], [400, 'repeated_name', '/streams/1/name']],
    [[{ name: 'many/c', dvr: { expiration: 'x' } }], [400, 'not_integer', '/streams/1/dvr/expiration']],
    [[{ dvr: { expiration: 5 } }], [400, 'missing_required', '/streams/1/name']],
    [[{ name: 7 }], [400, 'not_string', '/streams/1/name']],
    [[null], [400, 'null_in_array_of_non_nullable', '/streams']],
    [['many/c'], [400, 'not_object', '/streams']],
    [Array.from({ length: 1000 }, (_, index) => ({ name: `x${index}` })), [400, 'too_many_items', '/streams']],
  ])('changes none of them when one is wrong', async (others, refusal) => {
    const before = await expirations();
    const said = await edit([{ name: 'many/a', dvr: { expiration: 99 } }, ...(others as readonly unknown[])]);
    expect(refusalOf(said)).toEqual(refusal);
    expect(await expirations()).toEqual(before);
  });

  it.each([[{}], [{ streams: {} }], [{ streams: null }], ['null'], [[]]])('refuses the body %j', async (body) => {
    expect((await editor.post('/streams/multiedit', body)).status).toBe(400);
  });

  it('is for those who may edit each of them', async () => {
    const before = await expirations();
    expect(refusalOf(await edit([{ name: 'many/a', dvr: { expiration: 7 } }], viewer))).toEqual([403, 'forbidden']);
    expect(await expirations()).toEqual(before);
  });

  it('many at once do not wait for each other for ever', async () => {
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        edit((index % 2 ? names : names.toReversed()).map((name) => ({ name, dvr: { expiration: index + 1 } }))),
      ),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set((await expirations()) as readonly unknown[]).size).toBe(1);
  });
});

describe('POST /streams/import', () => {
  let token: string;
  beforeAll(async () => {
    token = await tokenOf(server, people.editor);
  });

  const send = async (body: string | Buffer | undefined, type?: string, as = token): Promise<Said> => {
    const response = await fetch(`${server.url}/watcher/client-api/v3/streams/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as}`, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? Buffer.from(body) : body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: JSON.parse(text) as Record<string, unknown>,
    };
  };
  const csv = (...lines: readonly string[]): Promise<Said> => send(lines.join('\n'), 'text/csv');

  it('makes and changes streams', async () => {
    const made = await csv(
      'name,title,url,coordinates.latitude,coordinates.longitude,disabled,dvr.expiration,onvif.ptz,organization_id',
      `table/one,"One, first",rtsp://bob:hunter2@camera.example/1,55.75,37.61,no,3600,true,${organization}`,
      'table/two,Two,http://camera.example/2.jpg rtsp://camera.example/2,,,YES,,,',
    );
    expect([made.status, made.body]).toEqual([200, { created: 2, updated: 0 }]);
    const one = (await editor.get('/streams/table/one')).body;
    expect(one).toMatchObject({
      title: 'One, first',
      inputs: [{ url: 'rtsp://camera.example/1' }],
      coordinates: { latitude: 55.75, longitude: 37.61 },
      disabled: false,
      dvr: { expiration: 3600 },
      onvif: { ptz: true },
      organization_id: organization,
    });
    expect(JSON.stringify(one)).not.toContain('hunter2');
    expect((await editor.get('/streams/table/two')).body).toMatchObject({
      inputs: [{ url: 'http://camera.example/2.jpg' }, { url: 'rtsp://camera.example/2' }],
      disabled: true,
      organization_id: organization,
    });
    const again = await csv('name;title;nonsense', 'table/one;Renamed;x', 'table/two;;', 'table/three;Three');
    expect(again.body).toEqual({ created: 1, updated: 1, ignored_columns: ['nonsense'] });
    expect((await editor.get('/streams/table/one')).body).toMatchObject({
      title: 'Renamed',
      dvr: { expiration: 3600 },
    });
    expect((await editor.get('/streams/table/two')).body['title']).toBe('Two');
  });

  it('takes a table without lines as nothing', async () => {
    const nothing = { created: 0, updated: 0 };
    for (const [body, type] of [
      ['name,title\n', 'text/csv'],
      ['name,title\r\n\r\n', 'text/csv'],
    ] as const)
      expect([body, (await send(body, type)).body]).toEqual([body, nothing]);
  });

  it.each([
    [undefined, undefined],
    ['', 'text/csv'],
    ['', 'application/json'],
    ['null', 'application/json'],
    [' \n', 'text/csv'],
    ['\ufeff', 'text/csv'],
  ] as const)('refuses an empty body and an empty table: %j as %s', async (body, type) => {
    expect(refusalOf(await send(body, type))[0]).toBe(400);
  });

  it.each([
    ['nonsense', 'is not a URL'],
    ['gopher://camera.example/1', 'another scheme'],
    [`rtsp://camera.example/${'x'.repeat(2048)}`, 'at most 2048 characters'],
  ])('says what is wrong with the URL %.30s', async (url, text) => {
    const said = await csv('name,url', `wrong/url,${url}`);
    expect(said.status).toBe(400);
    expect(said.text).toContain(text);
    expect(said.text.includes('at most 2048')).toBe(url.length > 2048);
  });

  it.each([
    ['text/csv; charset=utf-8', '\ufeffname,title\ntypes/a,Ä'],
    ['application/csv', 'name\ttitle\ntypes/a\tÄ'],
    ['application/x-www-form-urlencoded', 'name,title\r\ntypes/a,Ä\r\n'],
    [undefined, 'name,title\ntypes/a,Ä'],
  ])('comes as %s', async (type, text) => {
    const said = await send(text, type);
    expect(said.status).toBe(200);
    expect((await editor.get('/streams/types/a')).body['title']).toBe('Ä');
  });

  it('names each line that is wrong, and then takes none', async () => {
    const before = await count();
    const said = await csv(
      'name,title,url,dvr.expiration,disabled,coordinates.latitude,coordinates.longitude',
      'wrong/fine,Fine,rtsp://camera.example/1,60,no,1,1',
      ',No name,,,,,',
      'wrong/number,,,long,,,',
      'wrong/flag,,,,maybe,,',
      'wrong/place,,,,,95,1',
      'wrong/half,,,,,5,',
      'wrong/fine,Twice,,,,,',
      'wrong/cells,,,,,,,,,',
      '"wrong/lines","two',
      'lines",,1,,,',
      'wrong/last,,,x,,,',
    );
    expect(said.status).toBe(400);
    const errors = said.body['errors'] as readonly { code: string; title: string; source: { pointer: string } }[];
    expect(errors.map(({ code, source }) => [code, source.pointer])).toEqual([
      ['missing_required', '/lines/3/name'],
      ['not_integer', '/lines/4/dvr/expiration'],
      ['not_boolean', '/lines/5/disabled'],
      ['input_out_of_range', '/lines/6/coordinates/latitude'],
      ['missing_required', '/lines/7/coordinates/longitude'],
      ['repeated_name', '/lines/8/name'],
      ['too_many_items', '/lines/9'],
      ['not_integer', '/lines/12/dvr/expiration'],
    ]);
    expect(errors[0]?.title).toMatch(/^Line 3: /);
    expect(await count()).toBe(before);
  });

  it('is rejected whole for a value that the core rejects', async () => {
    const before = await count();
    const said = await csv(
      'name,url,folder_id',
      'core/fine,fake://fake,',
      'core/url,no url,',
      'bad name,,',
      'core/folder,,2000000000',
    );
    const errors = said.body['errors'] as readonly { code: string; title: string }[];
    expect(errors.map(({ code, title }) => [code, title.slice(0, 7)])).toEqual([
      ['invalid_line', 'Line 3:'],
      ['invalid_line', 'Line 4:'],
      ['invalid_line', 'Line 5:'],
    ]);
    expect([said.status, await count()]).toEqual([400, before]);
  });

  it('names unreadable cells, values that the core rejects, and columns that no stream has', async () => {
    const said = await csv(
      'name,stream_url,dvr.expiration,folder_id,color,colour',
      'all/fine,rtsp://camera.example/1,,,,',
      'all/number,,long,,,',
      'all/url,no url,,,red,',
      'all/folder,,,2000000000,,',
      ',rtsp://camera.example/1,,,,',
    );
    const errors = said.body['errors'] as readonly { code: string; title: string; source?: { pointer: string } }[];
    expect(errors.map(({ code, source }) => [code, source?.pointer])).toEqual([
      ['not_integer', '/lines/3/dvr/expiration'],
      ['invalid_line', '/lines/4'],
      ['invalid_line', '/lines/5'],
      ['missing_required', '/lines/6/name'],
      ['ignored_columns', undefined],
    ]);
    expect(errors.at(-1)?.title).toContain('color, colour');
  });

  it('names every line that is wrong, however many there are', async () => {
    for (const isWrong of [(line: number) => line > 1, (line: number) => line % 2 === 0]) {
      const rows = Array.from({ length: 5000 }, (_, index) => `all/${index},${isWrong(index + 2) ? 'x' : '1'}`);
      const said = await csv('name,dvr.expiration', ...rows);
      const errors = said.body['errors'] as readonly { title: string }[];
      const told = errors.flatMap(({ title }) => [
        ...[...title.matchAll(/^Line (\d+):/g)].map(([, line]) => Number(line)),
        ...[...(title.split('on lines ')[1] ?? '').matchAll(/(\d+)(?:-(\d+))?/g)].flatMap(([, from, to = from]) =>
          Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index),
        ),
      ]);
      expect(told).toEqual(rows.map((_, index) => index + 2).filter(isWrong));
      expect(errors.length).toBeGreaterThan(10);
      expect(said.text.length).toBeLessThan(20_000);
    }
  });

  it.each(['url', 'inputs', 'stream_url', 'Stream_URL'])('takes sources from a column %s', async (column) => {
    const name = `sources/${column}`;
    expect((await csv(`Name,${column}`, `${name},rtsp://camera.example/${column}`)).body).toEqual({
      created: 1,
      updated: 0,
    });
    expect((await editor.get(`/streams/${name}`)).body['inputs']).toEqual([{ url: `rtsp://camera.example/${column}` }]);
  });

  it('of several organizations is all or nothing, too', async () => {
    const before = await count();
    const rows = [`two/a,${organization},fake://fake`, `two/b,${second},fake://fake`];
    const wrong = await csv('name,organization.id,url', ...rows, `two/c,${second},no url`);
    expect([wrong.status, await count()]).toEqual([400, before]);
    expect((await csv('name,organization.id,url', ...rows)).body).toEqual({ created: 2, updated: 0 });
    expect((await editor.get('/streams/two/b')).body['organization_id']).toBe(second);
    // A line without an organization is about the stream that there is.
    expect((await csv('name,title', 'two/b,Stays')).body).toEqual({ created: 0, updated: 1 });
    expect((await editor.get('/streams/two/b')).body).toMatchObject({ organization_id: second, title: 'Stays' });
  });

  it('is for those who may make streams there', async () => {
    const before = await count();
    const viewerToken = await tokenOf(server, people.viewer);
    expect(refusalOf(await send('name\nforeign/a', 'text/csv', viewerToken))).toEqual([403, 'forbidden']);
    const home = (await server.app.get(OrganizationsService).default()).id;
    expect((await csv('name,organization_id', 'foreign/b,' + String(home))).status).toBe(403);
    expect(await count()).toBe(before);
  });

  it.each<[string | Buffer, string, readonly unknown[]]>([
    ['title\nx', 'text/csv', [400, 'missing_required']],
    ['name,name\nx,y', 'text/csv', [400, 'repeated_parameter']],
    ['name,url,stream_url\nx,y,z', 'text/csv', [400, 'repeated_parameter']],
    ['name\n"open', 'text/csv', [400, 'wrong_format']],
    ['{"name":"x"}', 'application/json', [415, 'unsupported_media_type']],
    ['[{"name":"x"}]', 'application/json', [415, 'unsupported_media_type']],
    ['name\nx', 'text/plain', [415, 'unsupported_media_type']],
    [Buffer.from([0x6e, 0xff]), 'text/csv', [400, 'broken_json']],
    ['name\na\0b', 'text/csv', [400, 'broken_json']],
    ['x'.repeat(9 * 1024 * 1024), 'text/csv', [413, 'too_large']],
  ])('refuses what is no table of streams', async (body, type, refusal) => {
    expect(refusalOf(await send(body, type))).toEqual(refusal);
  });

  it('holds 5000 rows at most, and those it takes', async () => {
    const rows = (many: number): readonly string[] =>
      Array.from({ length: many }, (_, index) => `bulk/${index},Camera ${index},rtsp://camera.example/${index}`);
    expect(refusalOf(await csv('name,title,url', ...rows(5001)))).toEqual([400, 'too_many_items']);
    expect((await csv('name,title,url', ...rows(5000))).body).toEqual({ created: 5000, updated: 0 });
    expect((await csv('name,title,url', ...rows(5000))).body).toEqual({ created: 0, updated: 0 });
  });

  it('is written by this route alone: other routes take no table', async () => {
    const response = await fetch(`${server.url}/watcher/client-api/v3/streams/multiedit`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: 'name\nx',
    });
    expect(response.status).toBe(415);
  });
});
