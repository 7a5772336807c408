import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApplication, createUser, type Program } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import { basic, restClient, type Said } from './rest-client.js';

let server: TestServer;
let program: Program;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '4', RATE_LIMIT_TOKENS_PER_MINUTE: '3' });
  await createUser(server, 'ann', { isAdmin: true });
  program = await createApplication(server);
});
afterAll(() => server.close());

const limitsOf = ({ headers }: Said): readonly (string | null)[] => [
  headers.get('ratelimit-policy'),
  headers.get('ratelimit'),
];

describe('Whoever comes near a limit', () => {
  it('is told with each failed sign-in how many are left, and then when to come again', async () => {
    const attempt = (password: string): Promise<Said> => send('POST', '/api/v1/auth/login', { login: 'ann', password });
    const policy = '"sign-in-failures";q=4;w=60';
    for (const left of [3, 2, 1, 0]) {
      const said = await attempt('wrong');
      expect(said.status).toBe(401);
      expect(limitsOf(said)).toEqual([policy, expect.stringMatching(`^"sign-in-failures";r=${left};t=(60|5\\d)$`)]);
    }
    const refused = await attempt('wrong');
    expect(refused).toBeProblem(429, 'attempts.exceeded');
    const wait = refused.headers.get('retry-after');
    expect(limitsOf(refused)).toEqual([policy, `"sign-in-failures";r=0;t=${wait}`]);
  });

  it('is told with each token how many are left', async () => {
    const token = (): Promise<Said> =>
      ask('/oauth/token', basic(program.clientId, program.clientSecret), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=client_credentials',
      });
    for (const left of [2, 1, 0]) {
      const said = await token();
      expect(said.status).toBe(200);
      expect(limitsOf(said)).toEqual(['"tokens";q=3;w=60', expect.stringMatching(`^"tokens";r=${left};t=(60|5\\d)$`)]);
    }
    const refused = await token();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^(60|5\d)$/)]);
    expect(limitsOf(refused)[1]).toMatch(/^"tokens";r=0;t=/);
  });

  it('is told nothing where nothing is counted, and of nobody else', async () => {
    await createUser(server, 'bob', { isAdmin: true });
    const signedIn = await send('POST', '/api/v1/auth/login', { login: 'bob', password: 'wrong' });
    expect(limitsOf(signedIn)[1]).toContain('r=3');
    const read = await ask('/api/v1/cameras', await bearer('bob'));
    expect(limitsOf(read)).toEqual([null, null]);
  });
});
