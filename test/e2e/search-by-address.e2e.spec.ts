import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { CamerasService } from '#cameras';
import { type TestServer, openServer } from '../support/server.js';
import { createUser } from '../support/people.js';
import { tokenOf } from './watcher-v3/v3-client.js';
import { restClient } from './rest/rest-client.js';

/** Free text finds cameras by where they are reached, for those who are shown it, at every door that has one. */
type Who = 'root' | 'owner' | 'editor' | 'viewer' | 'stranger';
let server: TestServer;
/** Values of `Authorization`: a token of Watcher, and one of REST. */
let tokens: Readonly<Record<Who, readonly [watcher: string, rest: string]>>;

const doors = {
  v3: ['/watcher/client-api/v3/streams?limit=100&q=', 'streams'],
  v2: ['/vsaas/api/v2/cameras?limit=100&search=', undefined],
  rest: ['/api/v1/cameras?limit=100&q=', 'items'],
} as const;
type Door = keyof typeof doors;
const doorNames = Object.keys(doors) as readonly Door[];

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  const people = {
    root: await createUser(server, 'root', { isAdmin: true }),
    owner: await createUser(server, 'owner'),
    editor: await createUser(server, 'editor'),
    viewer: await createUser(server, 'viewer'),
    stranger: await createUser(server, 'stranger'),
  };
  const organizations = server.app.get(OrganizationsService);
  const { id: secret } = await organizations.create(system, { title: 'Secret', ownerId: people.owner.id });
  const { id: open } = await organizations.create(system, { title: 'Open', isPublic: true });
  await organizations.addMember(secret, people.editor.id, { canViewStreams: true, canEditStreams: true });
  await organizations.addMember(secret, people.viewer.id, { canViewStreams: true });
  const cameras = server.app.get(CamerasService);
  const url = (host: string): string => `rtsp://keeper:Tr0ub4dor@${host}/main?token=hunter2hunter2`;
  await cameras.create(system, { organizationId: secret, name: 'indoors', inputs: [{ url: url('10.1.2.3') }] });
  await cameras.create(system, {
    organizationId: secret,
    name: 'second',
    inputs: [{ url: 'rtsp://192.0.2.7/a' }, { url: 'rtsp://10.1.9.9/b' }],
  });
  await cameras.create(system, { organizationId: open, name: 'square', streamUrl: url('10.1.4.4') });
  await cameras.create(system, {
    organizationId: open,
    name: 'plaza',
    ip: '10.1.5.5',
    port: 8080,
    imagePath: '/jpg',
  });
  await cameras.create(system, { organizationId: open, name: 'nowhere', title: 'Reached by nobody' });
  await cameras.create(system, { organizationId: open, name: 'stars', title: 'Three *** hotel' });
  const rest = restClient(() => server.url);
  tokens = Object.fromEntries(
    await Promise.all(
      Object.entries(people).map(async ([name, person]) => [
        name,
        [`Bearer ${await tokenOf(server, person)}`, await rest.bearer(person.login)],
      ]),
    ),
  ) as typeof tokens;
});
afterAll(() => server.close());

async function found(door: Door, who: Who, text: string): Promise<readonly string[]> {
  const [path, key] = doors[door];
  const response = await fetch(server.url + path + encodeURIComponent(text), {
    headers: { authorization: tokens[who][door === 'rest' ? 1 : 0] },
  });
  expect(response.status).toBe(200);
  const body = (await response.json()) as Readonly<Record<string, unknown>>;
  const items = (key === undefined ? body : body[key]) as readonly { readonly name: string }[];
  // The doors that count, count what they list.
  expect(body['estimated_count'] ?? items.length).toBe(items.length);
  return items.map(({ name }) => name).sort();
}

const everywhere = ['indoors', 'plaza', 'second', 'square'];

describe.each(doorNames)('a search for a piece of an address at %s', (door) => {
  it.each<[Who, string, readonly string[]]>([
    ['root', '10.1.', everywhere],
    ['owner', '10.1.', everywhere],
    ['editor', '10.1.', everywhere],
    ['editor', 'RTSP://10.1', ['indoors', 'second', 'square']],
    ['editor', '10.1.2.3/main', ['indoors']],
    ['editor', '10.1.9', ['second']],
    ['viewer', '10.1.', ['plaza', 'square']],
    ['viewer', '10.1.2.3', []],
    ['viewer', '192.0.2', []],
    ['stranger', '10.1.', ['plaza', 'square']],
    ['stranger', 'http://10.1.5.5:8080/jpg', ['plaza']],
    ['stranger', '10.1.2.3', []],
    ['root', 'nobody', ['nowhere']],
    ['root', '10_1', []],
    ['root', '10%1', []],
  ])('%s looks for %s', async (who, text, names) => {
    expect(await found(door, who, text)).toEqual(names);
  });

  it.each(['Tr0ub4dor', 'hunter2', 'Tr0ub', 'keeper:Tr0ub4dor@10.1', '"', '[', '", "', '\n'])(
    'finds nothing by a secret or by what no address holds: %j',
    async (text) => {
      expect(await found(door, 'root', text)).toEqual([]);
    },
  );

  it('finds no address by the stars in place of a secret, only a title that has them', async () => {
    for (const stars of ['***', '**', ' *** ']) expect(await found(door, 'root', stars)).toEqual(['stars']);
  });
});

it('pages by cursor through what was found, counting the same all along', async () => {
  const names: string[] = [];
  let cursor = '';
  do {
    const response = await fetch(
      `${server.url}/watcher/client-api/v3/streams?q=10.1.&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      { headers: { authorization: tokens.editor[0] } },
    );
    const body = (await response.json()) as Readonly<Record<string, unknown>>;
    expect(body['estimated_count']).toBe(4);
    names.push(...(body['streams'] as readonly { readonly name: string }[]).map(({ name }) => name));
    cursor = typeof body['next'] === 'string' ? body['next'] : '';
  } while (cursor !== '' && names.length < 10);
  expect(names.sort()).toEqual(everywhere);
});
