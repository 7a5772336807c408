import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import { createApplication, type Tenant } from '../../support/people.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let editor: string;
let member: string;
const { ask, send, bearer, tokenOf } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, editor, member } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

const withoutUrls = (camera: Readonly<Record<string, unknown>>): object => ({
  ...(camera['streams'] as object),
  snapshot_url: null,
  stream_url: null,
  page_url: null,
});

describe('Whoever changes cameras', () => {
  const draft = (): Record<string, unknown> => ({
    name: `gates/${Math.random().toString(36).slice(2)}`,
    title: 'East gate',
    location: { latitude: 52.5163, longitude: 13.3777 },
    resolution: { width: 1920, height: 1080 },
    frame_rate: 0.5,
    organization_id: north.organizationId,
    streams: { snapshot_url: `https://user:hunter2@cameras.example/${Math.random()}.jpg`, protocol: 'http-image' },
  });

  it('adds a camera, gets it back as everybody reads it, and finds it at its Location', async () => {
    const body = draft();
    const made = await send('POST', '/api/v1/cameras', body, editor);
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toMatchObject({
      name: body['name'],
      kind: 'non_ip',
      location: { latitude: 52.5163, longitude: 13.3777 },
      country: 'DE',
      city: 'Berlin',
      timezone: 'Europe/Berlin',
      resolution: { width: 1920, height: 1080 },
      frame_rate: 0.5,
      has_credentials: true,
      version: 1,
    });
    expect(JSON.stringify(made.body)).not.toContain('hunter2');
    const read = await ask(made.headers.get('location') ?? '', member);
    // Members of a private organization are not told where its cameras are.
    const hidden = { ...made.body, source_url: null, streams: withoutUrls(made.body) };
    expect(read.body).toEqual(hidden);
    expect((await ask(made.headers.get('location') ?? '', editor)).body).toEqual(made.body);
  });

  it('takes a country by either of its ISO 3166-1 codes', async () => {
    for (const country of ['GB', 'GBR', 'UK']) {
      const made = await send('POST', '/api/v1/cameras', { ...draft(), location: null, country }, editor);
      expect(made.body).toMatchObject({ country: 'GB' });
      const path = made.headers.get('location') ?? '';
      expect((await send('PATCH', path, { country: 'fra' }, editor)).body).toMatchObject({ country: 'FR' });
      expect((await send('PATCH', path, { country: null }, editor)).body).toMatchObject({ country: null });
    }
  });

  it('changes what the body names and nothing else; null clears (RFC 7396)', async () => {
    const made = await send('POST', '/api/v1/cameras', draft(), editor);
    const path = `/api/v1/cameras/${String(made.body['id'])}`;
    const renamed = await send('PATCH', path, { title: 'West gate', location: { latitude: 52.52 } }, editor, {
      'content-type': 'application/merge-patch+json',
    });
    expect(renamed.status).toBe(200);
    expect(renamed.headers.get('etag')).toBe('"2"');
    expect(renamed.body).toMatchObject({
      title: 'West gate',
      location: { latitude: 52.52, longitude: 13.3777 },
      frame_rate: 0.5,
      streams: made.body['streams'],
      version: 2,
    });
    const cleared = await send(
      'PATCH',
      path,
      { title: null, location: null, resolution: null, frame_rate: null },
      editor,
    );
    expect(cleared.body).toMatchObject({ title: null, location: null, resolution: null, frame_rate: null, version: 3 });
    const same = await send('PATCH', path, {}, editor);
    expect(same.status).toBe(200);
    expect(same.body).toEqual(cleared.body);
    expect((await ask(path, editor)).body).toEqual(cleared.body);
    expect((await ask(path, member)).body).toEqual({
      ...cleared.body,
      source_url: null,
      streams: withoutUrls(cleared.body),
    });
  });

  it('is stopped when somebody else was faster, by If-Match or by version', async () => {
    const made = await send('POST', '/api/v1/cameras', draft(), editor);
    const path = `/api/v1/cameras/${String(made.body['id'])}`;
    const change = (headers: Record<string, string>, body: object): Promise<Said> =>
      send('PATCH', path, body, editor, headers);
    expect((await change({ 'if-match': '"1"' }, { title: 'two' })).status).toBe(200);
    expect(await change({ 'if-match': '"1"' }, { title: 'three' })).toBeProblem(412, 'camera.changed');
    expect(await change({}, { title: 'three', version: 1 })).toBeProblem(412, 'camera.changed');
    expect(await change({ 'if-match': 'W/"2"' }, { title: 'three' })).toBeProblem(412, 'camera.changed');
    expect(await change({ 'if-match': 'two' }, { title: 'three' })).toBeProblem(400, 'input.invalid', 'If-Match');
    expect(await change({ 'if-match': '"2"' }, { version: 3 })).toBeProblem(400, 'input.invalid', 'version');
    expect((await change({ 'if-match': '*' }, { title: 'three' })).body).toMatchObject({ title: 'three', version: 3 });
    const race = await Promise.all(
      Array.from({ length: 8 }, (_, index) => change({ 'if-match': '"3"' }, { title: `racer ${index}` })),
    );
    expect(race.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(race.filter(({ status }) => status === 412)).toHaveLength(7);
  });

  it('deletes a camera once', async () => {
    const made = await send('POST', '/api/v1/cameras', draft(), admin);
    const path = `/api/v1/cameras/${String(made.body['id'])}`;
    const remove = (tag: string): Promise<Said> => ask(path, admin, { method: 'DELETE', headers: { 'if-match': tag } });
    expect(await remove('one')).toBeProblem(400, 'input.invalid', 'If-Match');
    for (const stale of ['"2"', 'W/"1"', '"x"']) expect(await remove(stale)).toBeProblem(412, 'camera.changed');
    const gone = await fetch(server.url + path, { method: 'DELETE', headers: { authorization: admin } });
    expect([gone.status, await gone.text()]).toEqual([204, '']);
    expect(await ask(path, admin, { method: 'DELETE' })).toBeProblem(404, 'camera.not-found');
  });

  it('is changed or deleted when both ask for it with the same tag', async () => {
    const made = await send('POST', '/api/v1/cameras', draft(), admin);
    const path = `/api/v1/cameras/${String(made.body['id'])}`;
    const tag = { 'if-match': '"1"' };
    const [changed, gone] = await Promise.all([
      send('PATCH', path, { title: 'changed' }, admin, tag),
      ask(path, admin, { method: 'DELETE', headers: tag }),
    ]);
    expect([[200, 412].join(), [404, 204].join()]).toContain([changed.status, gone.status].join());
  });

  it('must be an administrator, a program with cameras:write, or a member who may edit streams (R-API)', async () => {
    const organization = { organization_id: north.organizationId };
    const path = `/api/v1/cameras/${north.camera.id}`;
    const reader = await tokenOf(north.program);
    const writer = await tokenOf(await createApplication(server, { level: 'admin' }));
    const attempts = (authorization: string): Promise<readonly Said[]> =>
      Promise.all([
        send('POST', '/api/v1/cameras', { ...draft(), ...organization }, authorization),
        send('PATCH', path, { title: 'Mine now' }, authorization),
        ask(path, authorization, { method: 'DELETE' }),
      ]);
    for (const authorization of [member, reader])
      for (const { status } of await attempts(authorization)) expect(status).toBe(403);
    expect(await send('PATCH', path, { title: 'Mine now' }, member)).toBeProblem(403, 'camera.forbidden');
    const lacking = await send('PATCH', path, { title: 'Mine now' }, reader);
    expect(lacking).toBeProblem(403, 'permission.missing');
    expect(lacking.headers.get('www-authenticate')).toContain('scope="cameras:write"');
    for (const authorization of [undefined, 'Bearer x'])
      expect((await send('PATCH', path, { title: 'Mine now' }, authorization)).status).toBe(401);
    expect((await ask(path, member)).body).toMatchObject({ title: 'Gate of north', version: 1 });
    for (const authorization of [editor, admin, writer])
      expect((await send('POST', '/api/v1/cameras', draft(), authorization)).status).toBe(201);
  });

  it('cannot put a camera into another organization, and cannot find out which there are', async () => {
    const made = await send('POST', '/api/v1/cameras', draft(), editor);
    const path = `/api/v1/cameras/${String(made.body['id'])}`;
    for (const organization_id of [south.organizationId, 2_000_000_000]) {
      const added = await send('POST', '/api/v1/cameras', { ...draft(), organization_id }, editor);
      expect(added).toBeProblem(403, 'camera.forbidden');
      expect(await send('PATCH', path, { organization_id }, editor)).toBeProblem(403, 'camera.forbidden');
    }
    const nowhere = await send('PATCH', path, { organization_id: 2_000_000_000 }, admin);
    expect(nowhere).toBeProblem(400, 'camera.invalid', 'organization_id');
    expect((await send('PATCH', path, { organization_id: south.organizationId }, admin)).status).toBe(200);
    expect(await ask(path, member)).toBeProblem(404, 'camera.not-found');
  });

  it('hears which value is taken already', async () => {
    const body = draft();
    await send('POST', '/api/v1/cameras', body, editor);
    const again = await send('POST', '/api/v1/cameras', { ...draft(), name: body['name'] }, editor);
    expect(again).toBeProblem(409, 'camera.taken', 'name');
  });

  it.each([
    [{ location: { latitude: 91, longitude: 0 } }, 'location.latitude'],
    [{ location: { latitude: 0 } }, 'location.longitude'],
    [{ location: { latitude: '52', longitude: 13 } }, 'location.latitude'],
    [{ location: { latitude: 1, longitude: 1, height: 1 } }, 'location.height'],
    [{ location: [1, 2] }, 'location'],
    [{ location: 'here' }, 'location'],
    [{ resolution: { width: 0, height: 1 } }, 'resolution.width'],
    [{ resolution: { width: 1.5, height: 1 } }, 'resolution.width'],
    [{ frame_rate: 0 }, 'frame_rate'],
    [{ frame_rate: 241 }, 'frame_rate'],
    [{ enabled: null }, 'enabled'],
    [{ enabled: 'yes' }, 'enabled'],
    [{ country: 'Japan' }, 'country'],
    [{ country: 'ZZ' }, 'country'],
    [{ country: 'ZZZ' }, 'country'],
    [{ timezone: 'Mars/Olympus' }, 'timezone'],
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(1001) }, 'title'],
    [{ title: { en: 'x' } }, 'title'],
    [{ name: 'a b' }, 'name'],
    [{ name: '../etc' }, 'name'],
    [{ name: null }, 'name'],
    [{ kind: 'ip' }, 'kind'],
    [{ kind: 'stream' }, 'streams.stream_url'],
    [{ organization_id: 0 }, 'organization_id'],
    [{ source_url: 'javascript:alert(1)' }, 'source_url'],
    [{ streams: { snapshot_url: 'not a url' } }, 'streams.snapshot_url'],
    [{ streams: { snapshot_url: 'file:///etc/passwd' } }, 'streams.snapshot_url'],
    [{ streams: { protocol: 'carrier-pigeon' } }, 'streams.protocol'],
    [{ streams: { password: 'x' } }, 'streams.password'],
    [{ id: 7 }, 'id'],
    [{ owner_id: 7 }, 'owner_id'],
    [{ has_credentials: true }, 'has_credentials'],
    [{ credentialsSealed: 'x' }, 'credentialsSealed'],
  ])('cannot store %j: 400 naming %s, nothing changed (R-API)', async (body, field) => {
    const before = await ask('/api/v1/cameras?total=true&limit=1', admin);
    const said = await send('POST', '/api/v1/cameras', body, admin);
    expect(said).toBeProblem(400, String(said.body['code']), field);
    const after = await ask('/api/v1/cameras?total=true&limit=1', admin);
    expect(after.body['total']).toBe(before.body['total']);
  });

  it('cannot rename a camera: its name is immutable', async () => {
    const path = `/api/v1/cameras/${north.camera.id}`;
    expect(await send('PATCH', path, { name: 'other' }, admin)).toBeProblem(400, 'input.invalid', 'name');
    expect(await send('PATCH', path, [], admin)).toBeProblem(400, 'input.invalid');
  });
});
