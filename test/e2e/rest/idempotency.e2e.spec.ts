import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type TestServer } from '../../support/server.js';
import { createUser } from '../../support/people.js';
import { openUnthrottledHouse } from './north-and-south.js';
import { restClient, type Said } from './rest-client.js';

let server: TestServer;
let second: TestServer;
let admin: string;
const { send, ask, bearer } = restClient(() => server.url);
const atSecond = restClient(() => second.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  await createUser(server, 'root', { isAdmin: true });
  admin = await bearer('root');
  second = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', DATABASE_URL: server.databaseUrl });
});
afterAll(async () => {
  await second.close();
  await server.close();
});

const path = '/api/v1/organizations';
const post = (client: typeof atSecond, key: string, body: object, who = admin): Promise<Said> =>
  client.send('POST', path, body, who, { 'idempotency-key': key });
const withTitle = async (title: string): Promise<unknown> =>
  (await ask(`${path}?title=${encodeURIComponent(title)}&total=true`, admin)).body['total'];

describe('A caller who repeats a POST with the same Idempotency-Key', () => {
  it('has one effect and the same answer, at every instance, with or without quotes', async () => {
    const client = restClient(() => server.url);
    const first = await post(client, 'a-1', { title: 'once' });
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    for (const [one, key] of [
      [client, '"a-1"'],
      [atSecond, 'a-1'],
    ] as const) {
      const again = await post(one, key, { title: 'once' });
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(again.headers.get('location')).toBe(first.headers.get('location'));
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    }
    expect(await withTitle('once')).toBe(1);
  });

  it('has one effect when thirty come at once, over two instances', async () => {
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        post(at % 2 === 0 ? atSecond : restClient(() => server.url), 'race', { title: 'raced' }),
      ),
    );
    for (const said of all.filter(({ status }) => status !== 201)) expect(said).toBeProblem(409, 'idempotency.running');
    expect(all.some(({ status }) => status === 201)).toBe(true);
    expect(await withTitle('raced')).toBe(1);
  });

  it('is refused where the request is another one, and where the key is none', async () => {
    await post(atSecond, 'b', { title: 'b' });
    expect(await post(atSecond, 'b', { title: 'c' })).toBeProblem(422, 'idempotency.reused');
    expect(await post(atSecond, 'two words', { title: 'c' })).toBeProblem(400, 'input.invalid', 'Idempotency-Key');
    expect(await post(atSecond, 'x'.repeat(256), { title: 'c' })).toBeProblem(400, 'input.invalid', 'Idempotency-Key');
    expect(await withTitle('c')).toBe(0);
  });

  it('may send a refused request again, changed', async () => {
    expect(await post(atSecond, 'c', { title: '' })).toBeProblem(400, 'input.invalid');
    expect((await post(atSecond, 'c', { title: 'corrected' })).status).toBe(201);
  });

  it('does not get the answer of somebody else', async () => {
    await createUser(server, 'other-root', { isAdmin: true });
    const mine = await post(atSecond, 'd', { title: 'mine' });
    const theirs = await post(atSecond, 'd', { title: 'mine' }, await bearer('other-root'));
    expect(theirs.status).toBe(201);
    expect(theirs.body['id']).not.toBe(mine.body['id']);
  });

  it('gets a secret that is shown once a second time only with the key, and it is sealed meanwhile', async () => {
    const body = { name: 'display' };
    const key = { 'idempotency-key': 'e' };
    const made = await send('POST', '/api/v1/api-keys', body, admin, key);
    expect(made.status).toBe(201);
    const again = await send('POST', '/api/v1/api-keys', body, admin, key);
    expect(again.body).toEqual(made.body);
    expect(again.headers.get('cache-control')).toBe('no-store');
    const rows = await server.dataSource.query<{ answer_sealed: string }[]>('SELECT answer_sealed FROM kept_answers');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.answer_sealed).not.toContain(String(made.body['key']));
  });

  it('sends a new request after a day, and takes the place of one that never ended after five minutes', async () => {
    const daily = async (): Promise<Said> =>
      post(
        restClient(() => server.url),
        'f',
        { title: 'daily' },
        await bearer('root'),
      );
    await daily();
    server.clock.travel(24 * 3600 + 1);
    expect((await daily()).headers.get('idempotency-replayed')).toBeNull();
    expect((await daily()).headers.get('idempotency-replayed')).toBe('true');
    await server.dataSource.query(`UPDATE kept_answers SET answer_sealed = NULL`);
    expect(await daily()).toBeProblem(409, 'idempotency.running');
    server.clock.travel(301);
    expect((await daily()).headers.get('idempotency-replayed')).toBeNull();
    server.clock.home();
    expect(await withTitle('daily')).toBe(3);
  });
});
