import { ApplicationsService } from '#auth';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson } from '../../support/browser-person.js';
import { createUser, password } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { restClient } from './rest-client.js';

const callback = 'https://app.example.org/callback';
let server: TestServer;
const { ask, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer();
  for (const login of ['ann', 'ben']) await createUser(server, login);
});
afterAll(() => server.close());

/** Signs in at the sign-in page and allows a client; its access token as `Authorization`. */
async function throughClient(login: string): Promise<{ clientId: string; authorization: string }> {
  const { application } = await server.app
    .get(ApplicationsService)
    .register({ name: 'Harbour', level: 'user' }, { authMethod: 'none', redirectUris: [callback] });
  const { clientId } = application;
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'cameras:read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const page = await new BrowserPerson(server.url).open(
    `${server.url}/oauth/authorize?${new URLSearchParams(parameters).toString()}`,
  );
  const granted = await (await page.submit('sign-in', { login, password })).submit('allow');
  const code = granted.answer.get('code') ?? '';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: callback,
    code,
    code_verifier: verifier,
  });
  const answer = await fetch(`${server.url}/oauth/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return { clientId, authorization: `Bearer ${token}` };
}

interface Session {
  readonly id: string;
  readonly kind: string;
  readonly client: string | null;
  readonly current: boolean;
}

async function sessionsOf(authorization: string): Promise<readonly Session[]> {
  return (await ask('/api/v1/sessions', authorization)).body['items'] as readonly Session[];
}

describe('A person’s own sessions', () => {
  it('are listed with their kind, ended one by one, and all but the current one at once', async () => {
    const first = await bearer('ann');
    const second = await bearer('ann');
    await throughClient('ann');
    const list = await ask('/api/v1/sessions', first);
    expect(list.body).toMatchObject({ next: null });
    const sessions = await sessionsOf(first);
    expect(sessions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['first-party', 'first-party', 'browser', 'client']),
    );
    expect(sessions.find(({ kind }) => kind === 'client')).toMatchObject({ client: 'Harbour', current: false });
    const { id } = (await sessionsOf(second)).find(({ current }) => current) ?? { id: '' };
    expect((await ask(`/api/v1/sessions/${id}`, first, { method: 'DELETE' })).status).toBe(204);
    expect(await ask('/api/v1/me', second)).toBeProblem(401, 'token.revoked');
    expect(await ask(`/api/v1/sessions/${id}`, first, { method: 'DELETE' })).toBeProblem(404, 'object.not-found');
    expect((await ask('/api/v1/sessions', first, { method: 'DELETE' })).status).toBe(204);
    expect(await sessionsOf(first)).toEqual([expect.objectContaining({ current: true })]);
  });

  it('of somebody else cannot be seen or ended', async () => {
    const [ann, ben] = [await bearer('ann'), await bearer('ben')];
    const [theirs] = await sessionsOf(ben);
    expect((await sessionsOf(ann)).map(({ id }) => id)).not.toContain(theirs?.id);
    const answer = await ask(`/api/v1/sessions/${theirs?.id ?? ''}`, ann, { method: 'DELETE' });
    expect(answer).toBeProblem(404, 'object.not-found');
    expect((await ask('/api/v1/me', ben)).status).toBe(200);
  });
});

describe('A consent', () => {
  it('is listed, and ends with the client’s sessions', async () => {
    const { clientId, authorization } = await throughClient('ben');
    const own = await bearer('ben');
    expect((await ask('/api/v1/me/consents', own)).body['items']).toContainEqual({
      client_id: clientId,
      name: 'Harbour',
      scopes: ['cameras:read'],
      granted_at: expect.any(String),
    });
    expect(await ask('/api/v1/me/consents', authorization)).toBeProblem(403, 'permission.missing');
    expect((await ask(`/api/v1/me/consents/${clientId}`, own, { method: 'DELETE' })).status).toBe(204);
    expect(await ask('/api/v1/me', authorization)).toBeProblem(401, 'token.revoked');
    expect(await ask(`/api/v1/me/consents/${clientId}`, own, { method: 'DELETE' })).toBeProblem(
      404,
      'object.not-found',
    );
  });
});
