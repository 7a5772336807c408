import { guest, system, type UserCaller } from '#auth';
import type { Camera, CameraDraft, CamerasService } from '#cameras';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let cameras: CamerasService;

beforeAll(async () => {
  registry = await openRegistry();
  ({ cameras } = registry);
});
afterEach(() => registry.dataSource.query('delete from cameras'));
afterAll(() => registry.close());

/** What is sealed with a camera. */
async function sealed({ id, name }: Camera): Promise<unknown> {
  const [{ text }] = await registry.dataSource.query<[{ text: string | null }]>(
    'select credentials_sealed as text from cameras where id = $1',
    [id],
  );
  return text === null ? null : JSON.parse(registry.vault.open(text, `cameras.credentials_sealed:${name}`));
}

/** Everything that is stored of it, as the database has it. */
async function stored({ id }: Camera): Promise<string> {
  const [{ text }] = await registry.dataSource.query<[{ text: string }]>(
    'select c::text as text from cameras c where id = $1',
    [id],
  );
  return text;
}

const change = async (camera: Camera, draft: CameraDraft): Promise<Camera> =>
  cameras.update(system, { id: camera.id }, draft);
const login = (name: string): { login: string; password: string } => ({ login: name, password: `secret-of-${name}` });
const withLogin = (name: string, rest: string, scheme = 'rtsp'): string =>
  `${scheme}://${name}:secret-of-${name}@${rest}`;

describe('the login of an input', () => {
  it('is split off each URL, sealed apart, and shown nowhere', async () => {
    const made = await cameras.create(system, {
      inputs: [
        { url: withLogin('ann', 'a.example/1', 'rtsp-udp') },
        { url: withLogin('bob', 'b.example/1') },
        { url: 'rtsp://c.example/1' },
      ],
    });
    expect(made.inputs.map(({ url }) => url)).toEqual([
      'rtsp-udp://a.example/1',
      'rtsp://b.example/1',
      'rtsp://c.example/1',
    ]);
    expect(made).toMatchObject({ streamUrl: 'rtsp://a.example/1', hasCredentials: true });
    expect(`${JSON.stringify(made)}${await stored(made)}`).not.toMatch(/secret|ann|bob/);
    expect(await sealed(made)).toEqual({
      ...login('ann'),
      others: [{ url: 'rtsp://b.example/1', credentials: login('bob') }],
    });
  });

  it('stays when the inputs come back as they were shown, in whatever order', async () => {
    const made = await cameras.create(system, {
      inputs: [{ url: withLogin('ann', 'a.example/1') }, { url: withLogin('bob', 'b.example/1') }],
    });
    expect(await change(made, { inputs: made.inputs })).toEqual(made);
    await change(made, { title: 'x' });
    await change(made, { media: { substreamUrl: 'rtsp://a.example/2' } });
    const swapped = await change(made, { inputs: made.inputs.toReversed() });
    expect(await sealed(swapped)).toEqual({
      ...login('bob'),
      others: [{ url: 'rtsp://a.example/1', credentials: login('ann') }],
    });
    const back = await change(made, { inputs: made.inputs });
    expect(await sealed(back)).toEqual({
      ...login('ann'),
      others: [{ url: 'rtsp://b.example/1', credentials: login('bob') }],
    });
  });

  it('applies to another path of the same server, and never to another server', async () => {
    const made = await cameras.create(system, {
      inputs: [{ url: withLogin('ann', 'a.example/1') }, { url: withLogin('bob', 'b.example/1') }],
    });
    const paths = await change(made, { inputs: [{ url: 'rtsp://a.example/2' }, { url: 'rtsp://b.example/2' }] });
    expect(await sealed(paths)).toEqual({
      ...login('ann'),
      others: [{ url: 'rtsp://b.example/2', credentials: login('bob') }],
    });
    const away = await change(made, { inputs: [{ url: 'rtsp://evil.example/' }, { url: 'rtsp://b.example:5554/2' }] });
    expect(away.hasCredentials).toBe(false);
    expect(await sealed(away)).toBeNull();
  });

  it('does not come back by way of a source without an address', async () => {
    const made = await cameras.create(system, { inputs: [{ url: withLogin('ann', 'a.example/1') }] });
    await change(made, { inputs: [{ url: 'publish://' }] });
    expect(await sealed(await change(made, { inputs: [{ url: 'rtsp://evil.example/' }] }))).toBeNull();
  });

  it('is gone with the inputs when the source changes by another field', async () => {
    const made = await cameras.create(system, {
      inputs: [{ url: withLogin('ann', 'a.example/1') }, { url: withLogin('bob', 'b.example/1') }],
    });
    const moved = await change(made, { streamUrl: withLogin('eve', 'e.example/1') });
    expect(await sealed(moved)).toEqual(login('eve'));
  });

  it('is distinguished where two inputs have one URL', async () => {
    const made = await cameras.create(system, {
      inputs: [
        { url: withLogin('ann', 'a.example/1') },
        { url: withLogin('bob', 'b.example/1') },
        { url: withLogin('eve', 'b.example/1') },
      ],
    });
    expect(await change(made, { inputs: made.inputs })).toEqual(made);
    expect(await sealed(made)).toMatchObject({
      others: [{ credentials: login('bob') }, { credentials: login('eve') }],
    });
  });
});

describe('other secrets', () => {
  it('in options is sealed, and returns to its place without being shown', async () => {
    const options = {
      headers: { Authorization: 'Basic c2VjcmV0', 'X-Color': 'red' },
      srt: { passphrase: 'secret', latency: 5 },
      source: 'see http://u:secret@x.example/a',
    };
    const made = await cameras.create(system, {
      inputs: [
        { url: 'rtsp://a.example/1', options },
        { url: 'rtsp://b.example/1', options: { password: 'secret' } },
      ],
    });
    expect(made.inputs).toEqual([
      {
        url: 'rtsp://a.example/1',
        options: {
          headers: { Authorization: '***', 'X-Color': 'red' },
          srt: { passphrase: '***', latency: 5 },
          source: 'see http://***@x.example/a',
        },
      },
      { url: 'rtsp://b.example/1', options: { password: '***' } },
    ]);
    expect(`${JSON.stringify(made)}${await stored(made)}`).not.toMatch(/c2VjcmV0|secret/);
    expect(made.hasCredentials).toBe(true);
    const before = await sealed(made);
    for (const secret of ['"Basic c2VjcmV0"', '"secret"', '"u:secret"'])
      expect(JSON.stringify(before)).toContain(secret);
    expect(await change(made, { inputs: made.inputs })).toEqual(made);
    expect(await change(made, { title: 'x', media: { static: true } })).toMatchObject({ hasCredentials: true });
    expect(await sealed(made)).toEqual(before);
  });

  it('in options stays beside a login, in a list of headers too', async () => {
    const headers = ['Authorization: Basic c2VjcmV0', 'X: 1'];
    const made = await cameras.create(system, {
      inputs: [
        { url: withLogin('ann', 'a.example/1'), options: { headers, tags: ['a'] } },
        { url: withLogin('bob', 'a.example/1') },
      ],
    });
    expect(made.inputs[0]).toEqual({
      url: 'rtsp://a.example/1',
      options: { headers: ['Authorization: ***', 'X: 1'], tags: ['a'] },
    });
    const all = {
      ...login('ann'),
      others: [{ url: 'rtsp://a.example/1', credentials: login('bob') }],
      places: [expect.objectContaining({ parts: [expect.objectContaining({ value: 'Basic c2VjcmV0' })] })],
    };
    expect(await sealed(made)).toEqual(all);
    expect(await change(made, { inputs: made.inputs })).toEqual(made);
    expect(await sealed(await change(made, { title: 'x' }))).toEqual(all);
    const more = await change(made, { inputs: [...made.inputs, { url: 'rtsp://c.example/1' }] });
    expect(await sealed(more)).toEqual(all);
  });

  it('in URLs of media is split off', async () => {
    const made = await cameras.create(system, {
      streamUrl: withLogin('ann', 'a.example/1'),
      media: {
        substreamUrl: withLogin('bob', 'a.example/2'),
        onvif: { url: withLogin('ann', 'a.example:8080/onvif', 'http') },
        notifications: [{ url: 'https://hook:secret-of-hook@h.example/' }],
      },
    });
    expect(`${JSON.stringify(made)}${await stored(made)}`).not.toMatch(/secret-of/);
    expect(made.media).toMatchObject({
      substreamUrl: 'rtsp://a.example/2',
      onvif: { url: 'http://a.example:8080/onvif' },
      notifications: [{ url: 'https://***@h.example/' }],
    });
    expect(await sealed(made)).toMatchObject({ ...login('ann'), others: [{ credentials: login('bob') }, {}] });
    expect(await change(made, { media: made.media })).toEqual(made);
  });
});

describe('the login by which a camera is controlled', () => {
  it('is set by parts, and its password never shown', async () => {
    const made = await cameras.create(system, { streamUrl: 'rtsp://a.example/1' });
    const key = { name: made.name };
    expect(await cameras.credentials(system, key)).toEqual({ login: null, port: 80, hasPassword: false });
    const set = await cameras.setCredentials(system, key, { login: 'ann', password: 'secret', port: 8080 });
    expect(set).toEqual({ login: 'ann', port: 8080, hasPassword: true });
    expect(await cameras.setCredentials(system, key, { login: 'bob' })).toEqual({ ...set, login: 'bob' });
    expect(await sealed(made)).toEqual({ login: 'bob', password: 'secret' });
    expect(await cameras.setCredentials(system, key, { port: null })).toMatchObject({ port: 80, hasPassword: true });
    expect(await cameras.get(system, key)).toMatchObject({ hasCredentials: true, version: 4, updatedBy: 'system' });
    expect(await cameras.setCredentials(system, key, {})).toMatchObject({ login: 'bob' });
    expect(await cameras.get(system, key)).toMatchObject({ version: 4 });
    expect(await cameras.setCredentials(system, key, { login: null })).toEqual({
      login: null,
      port: 80,
      hasPassword: false,
    });
    expect(await cameras.get(system, key)).toMatchObject({
      hasCredentials: false,
      inputs: [{ url: 'rtsp://a.example/1' }],
    });
  });

  it('leaves what belongs to other inputs', async () => {
    const made = await cameras.create(system, {
      inputs: [{ url: 'rtsp://a.example/1' }, { url: withLogin('bob', 'b.example/1') }],
    });
    await cameras.setCredentials(system, { id: made.id }, login('ann'));
    expect(await sealed(made)).toEqual({
      ...login('ann'),
      others: [{ url: 'rtsp://b.example/1', credentials: login('bob') }],
    });
    await cameras.setCredentials(system, { id: made.id }, { login: null });
    expect(await sealed(made)).toMatchObject({ others: [{ credentials: login('bob') }] });
  });

  it.each([
    ['login', 'x'.repeat(256)],
    ['login', 5],
    ['password', 'a\0b'],
    ['port', 0],
    ['port', 65_536],
    ['port', '80'],
  ])('with %s %j is refused', async (field, value) => {
    const made = await cameras.create(system, {});
    const refused = cameras.setCredentials(system, { id: made.id }, { [field]: value });
    await expect(refused).rejects.toMatchObject({ code: 'camera.invalid', context: { field } });
  });

  it('is for those who may change the camera; a hidden one is missing', async () => {
    const { id: organizationId } = await registry.organizations.createWithoutOwner({
      title: 'Private',
      isPublic: false,
    });
    const made = await cameras.create(system, { organizationId });
    const viewer: UserCaller = await registry.user({ [organizationId]: { canViewStreams: true } });
    const key = { id: made.id };
    await expect(cameras.credentials(viewer, key)).rejects.toMatchObject({ code: 'camera.forbidden' });
    await expect(cameras.setCredentials(viewer, key, {})).rejects.toMatchObject({ code: 'camera.forbidden' });
    await expect(cameras.credentials(guest, key)).rejects.toMatchObject({ code: 'camera.not-found' });
    await expect(cameras.setCredentials(guest, key, {})).rejects.toMatchObject({ code: 'camera.not-found' });
  });
});

it('a camera sealed under another master secret retains what is sealed until it is replaced', async () => {
  const made = await cameras.create(system, { streamUrl: withLogin('ann', 'a.example/1') });
  const foreign = 'v1.00000000.AAAA.AAAA.AAAA';
  await registry.dataSource.query('update cameras set credentials_sealed = $1 where id = $2', [foreign, made.id]);
  await change(made, { title: 'x', inputs: [{ url: 'rtsp://a.example/1' }, { url: 'rtsp://b.example/1' }] });
  expect(await stored(made)).toContain(foreign);
  expect(await cameras.credentials(system, { id: made.id })).toMatchObject({ login: null, hasPassword: false });
  await cameras.setCredentials(system, { id: made.id }, login('eve'));
  expect(await sealed(made)).toEqual(login('eve'));
});
