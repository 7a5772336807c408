import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, type Tenant } from '../../support/people.js';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let admin: string;
let member: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, admin, member } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

const path = '/api/v1/organizations';

async function create(title: string, more: object = {}): Promise<Said> {
  return send('POST', path, { title, ...more }, admin);
}

const titlesOf = ({ body }: Said): readonly unknown[] =>
  (body['items'] as readonly Record<string, unknown>[]).map((item) => item['title']);

describe('Whoever keeps organizations over REST', () => {
  it('makes one and finds it at its Location with the same entity tag', async () => {
    const made = await create('harbour board', { limits: { cameras: 5 } });
    expect(made).toMatchObject({
      status: 201,
      body: { title: 'harbour board', public: false, default: false, limits: { cameras: 5, users: null } },
    });
    const location = made.headers.get('location') ?? '';
    expect(location).toBe(`${path}/${String(made.body['id'])}`);
    const found = await ask(location, admin);
    expect(found.body).toEqual(made.body);
    expect(found.headers.get('etag')).toBe(made.headers.get('etag'));
    expect((await ask(location, admin, { headers: { 'if-none-match': `W/${made.headers.get('etag')}` } })).status).toBe(
      304,
    );
    expect((await ask(`${location}?fields=id,title`, admin)).body).toEqual({
      id: made.body['id'],
      title: 'harbour board',
    });
  });

  it('sees only their own, and nothing of the others', async () => {
    await create('hidden board');
    const seen = await ask(`${path}?limit=1000`, member);
    expect(titlesOf(seen)).toContain('north');
    expect(titlesOf(seen)).not.toContain('hidden board');
    const hidden = (await create('hidden, too')).body['id'];
    expect(await ask(`${path}/${String(hidden)}`, member)).toBeProblem(404, 'organization.not-found');
    expect(await send('PATCH', `${path}/${String(hidden)}`, { title: 'x' }, member)).toBeProblem(
      404,
      'organization.not-found',
    );
  });

  it('filters, sorts and walks in both directions', async () => {
    for (const title of ['walk a', 'walk b', 'walk c']) await create(title, { public: title === 'walk b' });
    const query = `${path}?title[like]=walk&sort=-title&limit=2&total=true`;
    const first = await ask(query, admin);
    expect(first.body).toMatchObject({ prev: null, total: 3 });
    expect(titlesOf(first)).toEqual(['walk c', 'walk b']);
    const second = await ask(`${query}&cursor=${String(first.body['next'])}`, admin);
    expect(titlesOf(second)).toEqual(['walk a']);
    expect(second.body['next']).toBeNull();
    expect(titlesOf(await ask(`${query}&cursor=${String(second.body['prev'])}`, admin))).toEqual(['walk c', 'walk b']);
    expect(titlesOf(await ask(`${path}?title=walk a&title=walk c&sort=title`, admin))).toEqual(['walk a', 'walk c']);
    expect(titlesOf(await ask(`${path}?title[in]=walk a,walk b&public=true`, admin))).toEqual(['walk b']);
    expect(titlesOf(await ask(`${path}?title[gte]=walk b&title[like]=walk&sort=title`, admin))).toEqual([
      'walk b',
      'walk c',
    ]);
    expect(titlesOf(await ask(`${path}?q=WALK&created_at[gt]=2099-01-01`, admin))).toEqual([]);
    expect(await ask(`${path}?sort=title&cursor=${String(first.body['next'])}`, admin)).toBeProblem(
      400,
      'cursor.invalid',
    );
  });

  it.each([
    ['titel=x', 'titel', 'Did you mean title?'],
    ['sort=titel', 'sort', 'Did you mean title?'],
    ['fields=ttle', 'fields', 'Did you mean title?'],
    ['can=x', 'can', ''],
    ['title[near]=x', 'title[near]', 'gte'],
    ['limit=0', 'limit', 'from 1 to 1000'],
    ['limit=1&limit=2', 'limit', 'twice'],
    ['public=yes', 'public', 'true or false'],
    ['public[gt]=true', 'public[gt]', 'order'],
    ['created_at[gt]=yesterday', 'created_at[gt]', 'RFC 3339'],
    ['id=1.5', 'id', 'integer'],
    ['sort=title,-title', 'sort', 'twice'],
    [`title=${'x'.repeat(1001)}`, 'title', '1000'],
  ])('is told what is wrong with ?%s', async (query, parameter, hint) => {
    const refused = await ask(`${path}?${query}`, admin);
    expect(refused).toBeProblem(400, 'input.invalid', parameter);
    expect(refused.body['errors']).toMatchObject([{ parameter, detail: expect.stringContaining(hint) }]);
  });

  it('is told the place of a fault in a body, and what a misspelt property means', async () => {
    const refused = await send('POST', path, { titel: 'x', title: 'y', limits: { camera: 1 } }, admin);
    expect(refused).toBeProblem(400, 'input.invalid');
    expect(refused.body['errors']).toMatchObject([
      { pointer: '/titel', code: 'whitelistValidation', detail: expect.stringContaining('did you mean title?') },
      { pointer: '/limits/camera', detail: expect.stringContaining('did you mean cameras?') },
    ]);
  });

  it.each(['organizations', 'users', 'folders', 'groups', 'mosaics', 'presets', 'applications', 'api-keys'])(
    'is told what is missing in an empty body for %s',
    async (resource) => {
      expect(await send('POST', `/api/v1/${resource}`, {}, admin)).toBeProblem(400, 'input.invalid');
    },
  );

  it('changes one only as it was read: of twenty at once, one', async () => {
    const made = await create('contested');
    const location = `${path}/${String(made.body['id'])}`;
    const tag = made.headers.get('etag') ?? '';
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        send('PATCH', location, { title: `contested by ${at}` }, admin, { 'if-match': `"other", ${tag}` }),
      ),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const refused of all.filter(({ status }) => status !== 200))
      expect(refused).toBeProblem(412, 'object.changed');
    expect(await send('DELETE', location, undefined, admin, { 'if-match': tag })).toBeProblem(412, 'object.changed');
    expect(await send('PATCH', location, { title: 'x' }, admin, { 'if-match': 'no tag' })).toBeProblem(
      400,
      'input.invalid',
    );
    const [won] = all.filter(({ status }) => status === 200);
    const current = won?.headers.get('etag') ?? '';
    expect(await send('PATCH', location, { title: 'x' }, admin, { 'if-match': `W/${current}` })).toBeProblem(
      412,
      'object.changed',
    );
    expect((await ask(location, admin, { method: 'DELETE', headers: { 'if-match': current } })).status).toBe(204);
    expect(await ask(location, admin)).toBeProblem(404, 'organization.not-found');
  });

  it('passes one on, but may not change what only administrators change', async () => {
    const owner = await createUser(server, 'board-owner');
    const made = await create('passed on');
    const location = `${path}/${String(made.body['id'])}`;
    const passed = await send('PATCH', location, { owner_id: owner.id }, admin);
    expect(passed.body).toMatchObject({ owner_id: owner.id, owner: { id: owner.id, login: 'board-owner' } });
    const own = await bearer('board-owner');
    expect((await send('PATCH', location, { title: 'renamed' }, own)).body).toMatchObject({
      title: 'renamed',
      can: { owner: true },
    });
    expect(await send('PATCH', location, { public: true }, own)).toBeProblem(403, 'organization.forbidden');
    expect(await send('PATCH', location, { owner_id: 2_000_000_000 }, admin)).toBeProblem(
      400,
      'object.invalid',
      'owner_id',
    );
  });

  it('deletes one with its cameras only on purpose', async () => {
    const location = `${path}/${north.organizationId}`;
    expect(await ask(location, admin, { method: 'DELETE' })).toBeProblem(409, 'organization.not-empty');
    expect(await ask(`${location}?force=perhaps`, admin, { method: 'DELETE' })).toBeProblem(400, 'input.invalid');
    expect((await ask(location, admin)).status).toBe(200);
    expect((await ask(`${location}?force=true`, admin, { method: 'DELETE' })).status).toBe(204);
    expect(await ask(location, admin)).toBeProblem(404, 'organization.not-found');
  });
});
