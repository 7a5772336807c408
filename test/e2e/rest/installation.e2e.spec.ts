import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLogService } from '#audit';
import { SettingsService } from '#settings';
import type { TestServer } from '../../support/server.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { itemsOf, restClient } from './rest-client.js';

let server: TestServer;
let admin: string;
let member: string;
const { ask, send, bearer, login } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ admin, member } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

describe('Whoever reads the audit log over REST', () => {
  const path = '/api/v1/audit';

  it('finds what happened by event, actor, subject, time and outcome', async () => {
    await send('POST', '/api/v1/auth/login', { login: 'root', password: 'wrong' });
    await login('root');
    await server.app.get(AuditLogService).flush();
    const failed = await ask(`${path}?event=authn_login_fail&outcome=failure&total=true`, admin);
    expect(failed.body).toMatchObject({ total: 1, next: null });
    expect(itemsOf(failed)).toMatchObject([
      { event: 'authn_login_fail', outcome: 'failure', api: 'rest', ip: expect.any(String), actor_name: 'root' },
    ]);
    const [found] = itemsOf(failed);
    const [id, subject, at] = [found?.id ?? 0, found?.['subject'], found?.['at']];
    const since = encodeURIComponent(String(at));
    const after = itemsOf(await ask(`${path}?at[gte]=${since}&subject=${String(subject)}&sort=at`, admin));
    expect(after.map(({ event }) => event)).toContain('authn_login_fail');
    expect(after.every((entry) => entry['subject'] === subject)).toBe(true);
    expect(itemsOf(await ask(`${path}?at[lt]=2001-01-01`, admin))).toEqual([]);
    const made = itemsOf(await ask(`${path}?event[in]=user_created,authn_login_success&actor[exists]=true`, admin));
    expect(new Set(made.map(({ event }) => event))).toEqual(new Set(['authn_login_success']));
    const one = await ask(`${path}/${id}?fields=id,event`, admin);
    expect(one.body).toEqual({ id, event: 'authn_login_fail' });
    const again = { headers: { 'if-none-match': one.headers.get('etag') ?? '' } };
    expect((await ask(`${path}/${id}`, admin, again)).status).toBe(304);
  });

  it('gets the newest first, and walks', async () => {
    const first = await ask(`${path}?limit=2`, admin);
    const ids = itemsOf(first).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
    const second = await ask(`${path}?limit=2&cursor=${String(first.body['next'])}`, admin);
    expect(itemsOf(second)[0]?.id).toBeLessThan(ids.at(-1) ?? 0);
  });

  it('is an administrator, and asks for what there is', async () => {
    expect(await ask(path, member)).toBeProblem(403, 'permission.missing');
    expect(await ask(`${path}/1`, member)).toBeProblem(403, 'permission.missing');
    expect(await ask(path)).toBeProblem(401, 'credential.missing');
    for (const id of ['999999999999', 'x', '0', '99999999999999999999'])
      expect(await ask(`${path}/${id}`, admin)).toBeProblem(404, 'object.not-found');
    expect(await ask(`${path}?event=nothing_such`, admin)).toBeProblem(400, 'input.invalid', 'event');
    expect(await ask(`${path}?at[gt]=yesterday`, admin)).toBeProblem(400, 'input.invalid', 'at[gt]');
    expect(await ask(path, admin, { method: 'DELETE' })).toBeProblem(405, 'method.unknown');
  });
});

describe('Whoever sets up the installation over REST', () => {
  const path = '/api/v1/settings';

  it('changes what they name, and never gets a secret back', async () => {
    const set = await send(
      'PATCH',
      path,
      {
        appearance: { title: 'City cameras', primary_color: '#0a5' },
        mail: { host: 'mail.example', port: 587, login: 'camgate', password: 'open sesame', api_key: 'SG.secret' },
        max_sessions: 7,
      },
      admin,
    );
    expect(set).toMatchObject({
      status: 200,
      body: {
        appearance: { title: 'City cameras', primary_color: '#0a5', logo: null },
        mail: { method: 'smtp', host: 'mail.example', port: 587, has_password: true, has_api_key: true },
        max_sessions: 7,
      },
    });
    const kept = await send('PATCH', path, { mail: { host: 'mail2.example' } }, admin);
    expect(kept.body).toMatchObject({ mail: { host: 'mail2.example', login: 'camgate', has_password: true } });
    const read = await ask(path, admin);
    expect(read.body).toEqual(kept.body);
    expect(read.headers.get('etag')).toBe(kept.headers.get('etag'));
    expect(JSON.stringify([set, kept, read])).not.toMatch(/sesame|SG\.secret/);
    expect(await server.app.get(SettingsService).readMail()).toMatchObject({ password: 'open sesame' });
    const emptied = await send('PATCH', path, { mail: null, max_sessions: null }, admin);
    expect(emptied.body).toMatchObject({ mail: null, max_sessions: null, appearance: { title: 'City cameras' } });
  });

  it('changes them only as they were read', async () => {
    const tag = (await ask(path, admin)).headers.get('etag') ?? '';
    const all = await Promise.all(
      ['a', 'b', 'c', 'd'].map((title) => send('PATCH', path, { appearance: { title } }, admin, { 'if-match': tag })),
    );
    expect(all.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412, 412, 412]);
  });

  it('is an administrator', async () => {
    expect(await ask(path, member)).toBeProblem(403, 'permission.missing');
    expect(await send('PATCH', path, { max_sessions: 3 }, member)).toBeProblem(403, 'permission.missing');
    expect(await ask(path)).toBeProblem(401, 'credential.missing');
  });

  it.each([
    [{ maxsessions: 3 }, 'maxsessions'],
    [{ max_sessions: 0 }, 'max_sessions'],
    [{ mail: { port: 70_000 } }, 'mail.port'],
    [{ mail: { method: 'pigeon' } }, 'mail.method'],
    [{ mail: { host: 'a b' } }, 'host'],
    [{ appearance: { logo: 'http://elsewhere.example/x.png' } }, 'logo'],
    [{ appearance: { primary_color: 'url(x)' } }, 'primary_color'],
    [{ appearance: 'dark' }, 'appearance'],
  ])('is told what is wrong with %j', async (body, field) => {
    const before = (await ask(path, admin)).body;
    const refused = await send('PATCH', path, body, admin);
    expect(refused.status).toBe(400);
    expect(refused.body['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
    expect((await ask(path, admin)).body).toEqual(before);
  });
});
