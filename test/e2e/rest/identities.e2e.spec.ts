import { UsersService } from '#auth';
import { ExternalIdentitiesService, IdentityProvidersService } from '#federation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { itemsOf, restClient } from './rest-client.js';

let server: TestServer;
let identities: ExternalIdentitiesService;
const { ask, bearer } = restClient(() => server.url);
const path = '/api/v1/me/identities';

beforeAll(async () => {
  server = await openServer();
  identities = server.app.get(ExternalIdentitiesService);
  for (const name of ['company', 'other'])
    await server.app
      .get(IdentityProvidersService)
      .create(name, { issuer: `https://${name}.example.org`, clientId: 'camgate', title: name.toUpperCase() });
});
afterAll(() => server.close());

describe('What a person signs in with at external providers', () => {
  it('is listed, and unlinked by its owner alone, which is recorded', async () => {
    const ann = await createUser(server, 'ann');
    await createUser(server, 'bob');
    await identities.link(ann.id, 'company', 'ann-there', { actor: 'cli' });
    const token = await bearer('ann');
    expect(itemsOf(await ask(path, token))).toEqual([
      {
        provider: 'company',
        title: 'COMPANY',
        issuer: 'https://company.example.org',
        subject: 'ann-there',
        linked_at: expect.any(String) as string,
        last_used_at: null,
      },
    ]);
    expect(itemsOf(await ask(path, await bearer('bob')))).toEqual([]);
    expect((await ask(`${path}/company`, await bearer('bob'), { method: 'DELETE' })).status).toBe(404);
    expect((await ask(`${path}/nobody`, token, { method: 'DELETE' })).status).toBe(404);
    expect((await ask(`${path}/company`, token, { method: 'DELETE' })).status).toBe(204);
    expect(itemsOf(await ask(path, token))).toEqual([]);
    const events = await server.dataSource.query<unknown[]>(
      `SELECT actor FROM audit_events WHERE reason = 'unlinked from provider:company'`,
    );
    expect(events).toEqual([{ actor: `user:${ann.id}` }]);
  });

  it('is not unlinked where it is the last way in, of two at once either', async () => {
    const by = { actor: 'provider:company' };
    const draft = { login: 'cara' };
    const { userId } = await identities.createAccount('company', 'https://company.example.org', 'cara', draft, by);
    const unlink = (name: string) => identities.unlinkOwn(userId, name, { actor: `user:${userId}` });
    await expect(unlink('company')).rejects.toMatchObject({ code: 'object.taken' });
    await identities.link(userId, 'other', 'cara-there', by);
    const both = await Promise.allSettled([unlink('company'), unlink('other')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [left] = await identities.listOf(userId);
    await server.app.get(UsersService).setPassword(userId, 'a quiet harbour at dawn');
    const name = left?.issuer === 'https://other.example.org' ? 'other' : 'company';
    await expect(unlink(name)).resolves.toBeUndefined();
  });
});
