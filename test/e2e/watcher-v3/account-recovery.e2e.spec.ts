import { AuditLogService } from '#audit';
import { PasswordRecoveryService, UsersService } from '#auth';
import { SettingsService } from '#settings';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createUser, password, type Person } from '../../support/people.js';
import { type MailServer, openMailServer } from '../../support/smtp.js';
import { oneStory } from '../../support/story.js';

oneStory();

const base = '/watcher/client-api/v3';
const fresh = 'an entirely new passphrase';
const basic = (name: string, secret: string): string => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

let camgate: TestServer;
let server: MailServer;
let next = 0;

beforeAll(async () => {
  server = await openMailServer();
  camgate = await openServer({
    RATE_LIMIT_LOGINS_PER_MINUTE: '0',
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    MAIL_FROM: 'Camgate <camgate@example.com>',
  });
});
afterAll(async () => {
  await camgate.close();
  await server.close();
});
afterEach(() => {
  camgate.clock.home();
  server.letters.length = 0;
});

function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(camgate.url + base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function comesIn(login: string, secret: string): Promise<number> {
  const headers = { authorization: basic(login, secret) };
  return (await fetch(`${camgate.url}${base}/login`, { method: 'POST', headers })).status;
}

async function person(): Promise<Person & { readonly email: string }> {
  next += 1;
  const email = `Someone${next}@example.com`;
  const made = await createUser(camgate, `someone${next}`);
  await camgate.app.get(UsersService).update(made.id, { email });
  return { ...made, email };
}

/** Asks for a letter and takes the address out of it. */
async function linkFor(email: string): Promise<URL> {
  expect((await post('/password_recovery', { email })).status).toBe(204);
  await camgate.app.get(PasswordRecoveryService).settled();
  const text = server.letters.at(-1)?.text ?? '';
  return new URL(/https?:\S+token=\S+/.exec(text)?.[0] ?? 'about:blank');
}

/** The link as a client here reaches it: PUBLIC_URL is another name of this server. */
const here = (link: URL): string => camgate.url + link.pathname + link.search;

async function codeOf(answer: Response): Promise<unknown> {
  return ((await answer.json()) as { errors: readonly { code: string }[] }).errors[0]?.code;
}

describe('a forgotten password', () => {
  it('is followed by an email, whose link leads to a form, which sets a new one', async () => {
    const { login, email } = await person();
    const link = await linkFor(email.toLowerCase());
    expect(link.origin).toBe('http://camgate.test');
    expect(server.letters[0]).toMatchObject({ from: 'camgate@example.com', to: [email] });

    const page = await fetch(here(link), { headers: { accept: 'text/html' } });
    const html = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const token = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const submit = (secret: string): Promise<Response> =>
      fetch(here(link), {
        method: 'POST',
        headers: { accept: 'text/html,application/xhtml+xml' },
        body: new URLSearchParams({ token, password: secret }),
      });

    const weak = await submit('password');
    expect([weak.status, weak.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(await weak.text()).toContain('Choose another');
    const done = await submit(fresh);
    expect([done.status, done.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await done.text()).toContain('The password is set');
    expect(await comesIn(login, fresh)).toBe(200);
    expect(await comesIn(login, password)).toBe(401);
    const again = await submit(`${fresh}!`);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('does not work any more');
  });

  it('is set by a client that sends the token in the address, or in the body; the answer has no body', async () => {
    const [one, other] = [await person(), await person()];
    const [inAddress, inBody] = [await linkFor(one.email), await linkFor(other.login)];
    const first = await fetch(here(inAddress), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: fresh }),
    });
    expect([first.status, await first.text()]).toEqual([204, '']);
    const second = await post('/reset_password', { password: fresh, token: inBody.searchParams.get('token') });
    expect(second.status).toBe(204);
    for (const { login } of [one, other]) expect(await comesIn(login, fresh)).toBe(200);
  });

  it('ends every session of every API', async () => {
    const { login, email } = await person();
    const v3 = (await fetch(`${camgate.url}${base}/login`, {
      method: 'POST',
      headers: { authorization: basic(login, password) },
    }).then((answer) => answer.json())) as Record<string, string>;
    const v2 = (await fetch(`${camgate.url}/vsaas/api/v2/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    }).then((answer) => answer.json())) as Record<string, string>;
    const link = await linkFor(email);
    expect((await post(`/reset_password${link.search}`, { password: fresh })).status).toBe(204);
    for (const token of [v3['access_token'], v2['session']])
      expect(
        (await fetch(`${camgate.url}${base}/profile`, { headers: { authorization: `Bearer ${String(token)}` } }))
          .status,
      ).toBe(401);
    const refresh = { authorization: `Bearer ${String(v3['refresh_token'])}` };
    expect((await fetch(`${camgate.url}${base}/login`, { method: 'POST', headers: refresh })).status).toBe(401);
  });

  it('is asked for alike whether or not the person exists', async () => {
    const { email } = await person();
    const answers = await Promise.all(
      [email, 'nobody@example.com', 'no address', '%', "' OR 1=1 --"].map((asked) =>
        post('/password_recovery', { email: asked }),
      ),
    );
    for (const answer of answers) expect([answer.status, await answer.text()]).toEqual([204, '']);
    await camgate.app.get(PasswordRecoveryService).settled();
    expect(server.letters).toHaveLength(1);
  });

  it.each([
    ['/password_recovery', {}, 'missing_required'],
    ['/password_recovery', null, 'missing_required'],
    ['/password_recovery', { email: '' }, 'too_short'],
    ['/password_recovery', { email: ['a@b.c', 'd@e.f'] }, 'not_string'],
    ['/password_recovery', { email: 'x'.repeat(256) }, 'too_long'],
    ['/reset_password?token=x', {}, 'missing_required'],
    ['/reset_password?token=x', { password: '1234' }, 'too_short'],
    ['/reset_password?token=x', { password: 'x'.repeat(129) }, 'too_long'],
    ['/reset_password?token=x', { password: fresh, token: 5 }, 'not_string'],
  ])('POST %s with %j is 400 %s', async (path, body, code) => {
    const answer = await post(path, body);
    expect([answer.status, await codeOf(answer)]).toEqual([400, code]);
  });

  it.each(['/reset_password', '/reset_password?token=', '/reset_password?token=x', '/reset_password?token=a&token=b'])(
    'POST %s without a token that works is 401, whatever the password',
    async (path) => {
      for (const secret of [fresh, 'password']) {
        const answer = await post(path, { password: secret });
        expect([answer.status, await codeOf(answer)]).toEqual([401, 'invalid_token']);
      }
    },
  );

  it('shows a form that no token can break out of', async () => {
    const evil = encodeURIComponent('"><script>alert(1)</script>');
    const page = await (await fetch(`${camgate.url}${base}/reset_password?token=${evil}`)).text();
    expect(page).not.toContain('<script');
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('writes neither token nor password into the audit log or the database', async () => {
    const { email } = await person();
    const link = await linkFor(email);
    const token = link.searchParams.get('token') ?? '';
    await post('/reset_password', { password: fresh, token });
    await camgate.app.get(AuditLogService).flush();
    for (const table of ['audit_events', 'one_time_tokens', 'users']) {
      const [row] = await camgate.dataSource.query<{ all: string }[]>(
        `SELECT string_agg(row_to_json(t)::text, '') AS all FROM ${table} t`,
      );
      expect(row?.all).not.toContain(token);
      expect(row?.all).not.toContain(fresh);
    }
  });

  it('goes by the mail server that administrators set while it runs', async () => {
    const other = await openMailServer();
    await camgate.app
      .get(SettingsService)
      .change({ mail: { host: '127.0.0.1', port: other.port, senderAddress: 'gates@example.com' } });
    const { email } = await person();
    await post('/password_recovery', { email });
    await camgate.app.get(PasswordRecoveryService).settled();
    expect(server.letters).toHaveLength(0);
    expect(other.letters.map(({ from, to }) => [from, to])).toEqual([['gates@example.com', [email]]]);
    await other.close();
  });
});
