import { createHash, randomBytes } from 'node:crypto';
import { OrganizationMembersService, OrganizationsService } from '#access';
import { ApplicationsService, SecondFactorsService, system, UsersService } from '#auth';
import { ExternalIdentitiesService, IdentityProvidersService } from '#federation';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BrowserPerson, type Visit } from '../../support/browser-person.js';
import { openProvider, type ProviderThere } from '../../support/provider-there.js';
import { openServer, type TestServer } from '../../support/server.js';

const issuer = 'http://camgate.test';
const appCallback = 'https://app.example.org/callback';

let server: TestServer;
let company: ProviderThere;
let other: ProviderThere;
let clientId: string;

beforeAll(async () => {
  server = await openServer({ ALLOWED_NETWORKS: '127.0.0.0/8' });
  company = await openProvider(
    [`${issuer}/oauth/external/company/callback`],
    [`${issuer}/oauth/external/company/signed-out`],
  );
  other = await openProvider([`${issuer}/oauth/external/other/callback`], []);
  const providers = server.app.get(IdentityProvidersService);
  const draft = ({ issuer: there, clientSecret }: ProviderThere) => ({
    issuer: there,
    clientId: 'camgate',
    clientSecret,
    makesAccounts: true,
  });
  await providers.create('company', { ...draft(company), title: 'Company <SSO>' });
  await providers.create('other', draft(other));
  const { application } = await server.app
    .get(ApplicationsService)
    .register(
      { name: 'Wall', level: 'user' },
      { authMethod: 'none', redirectUris: [appCallback], postLogoutUris: ['https://app.example.org/bye'] },
    );
  ({ clientId } = application);
});
afterAll(async () => {
  await server.close();
  await company.close();
  await other.close();
});
beforeEach(async () => {
  company.person = { sub: `s-${randomBytes(4).toString('hex')}`, claims: {} };
  other.person = company.person;
  await server.app.get(IdentityProvidersService).change('company', { rules: [], makesAccounts: true });
});

const verifier = randomBytes(32).toString('base64url');

function authorizeUrl(more: Readonly<Record<string, string>> = {}): string {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: appCallback,
    scope: 'openid profile cameras:read',
    state: 'st&te',
    nonce: 'n-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  return `${server.url}/oauth/authorize?${parameters.toString()}`;
}

/** The link of the sign-in page that leads to a provider. */
async function linkTo(name: string, browser: BrowserPerson, more: Readonly<Record<string, string>> = {}) {
  const page = await browser.open(authorizeUrl(more));
  const link = new RegExp(`href="([^"]*/oauth/external/${name}\\?[^"]*)"`).exec(page.html)?.[1] ?? '';
  return new URL(link.replaceAll('&amp;', '&'), server.url).href;
}

/** As far as the way back: where the provider sends the browser. */
async function comeBack(there: ProviderThere, browser: BrowserPerson, more: Readonly<Record<string, string>> = {}) {
  const name = there === company ? 'company' : 'other';
  const away = await browser.open(await linkTo(name, browser, more));
  expect(away.status).toBe(302);
  return there.visit(away.location ?? '');
}

async function signIn(browser = new BrowserPerson(server.url), more: Readonly<Record<string, string>> = {}) {
  return browser.open(await comeBack(company, browser, more));
}

async function tokensOf(consent: Visit): Promise<Readonly<Record<string, string>>> {
  const granted = consent.location === undefined ? await consent.submit('allow') : consent;
  const response = await fetch(`${server.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code: granted.answer.get('code') ?? '',
      redirect_uri: appCallback,
      code_verifier: verifier,
    }),
  });
  return (await response.json()) as Record<string, string>;
}

function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

function be(claims: Readonly<Record<string, unknown>>, sub = company.person?.sub ?? ''): void {
  company.person = { sub, claims };
}

async function eventsAbout(reason: string): Promise<readonly string[]> {
  const rows = await server.dataSource.query<{ event: string }[]>(
    `SELECT event FROM audit_events WHERE reason LIKE $1 ORDER BY id`,
    [`%${reason}%`],
  );
  return rows.map(({ event }) => event);
}

describe('sign-in through an external provider', () => {
  it('makes an account at the first sign-in and goes on with consent; tokens carry amr and auth_time', async () => {
    be({ preferred_username: 'eva', name: 'Eva There', email: 'eva@example.org', email_verified: true });
    const consent = await signIn();
    expect(consent.status).toBe(200);
    expect(consent.html).toContain('signed in as eva');
    const tokens = await tokensOf(consent);
    expect(claimsOf(tokens['id_token'])).toMatchObject({
      nonce: 'n-1',
      amr: ['otp', 'pwd'],
    });
    const user = await server.app.get(UsersService).findByLogin('eva');
    expect(user).toMatchObject({ fullName: 'Eva There', email: 'eva@example.org', accessLevel: 'generic' });
    expect(await eventsAbout('provider:company')).toContain('authn_login_success');
  });

  it('finds the account again by issuer and subject, whatever the login there is now', async () => {
    be({ preferred_username: 'fred' });
    await signIn();
    be({ preferred_username: 'frederick' });
    expect((await signIn()).html).toContain('signed in as fred.');
  });

  it('hands prompt, max_age and login_hint to the provider', async () => {
    be({ preferred_username: 'gina' });
    const consent = await signIn(undefined, { prompt: 'login', max_age: '60', login_hint: 'gina' });
    expect(Object.fromEntries(company.asked)).toMatchObject({ prompt: 'login', max_age: '60', login_hint: 'gina' });
    expect(company.asked.get('code_challenge_method')).toBe('S256');
    expect((await tokensOf(consent))['access_token']).toBeDefined();
  });

  it('never takes over an account with the same login or email', async () => {
    await server.app.get(UsersService).create({ login: 'hana', email: 'hana@example.org' });
    be({ preferred_username: 'hana', email: 'hana@example.org', email_verified: true });
    const refused = await signIn();
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('belongs to another account');
    be({ preferred_username: 'hana2', email: 'hana@example.org', email_verified: true });
    expect((await signIn()).html).toContain('signed in as hana2');
  });

  it('signs a person in to the account that an administrator linked', async () => {
    const { user } = await server.app.get(UsersService).create({ login: 'ivan' });
    await server.app.get(ExternalIdentitiesService).link(user.id, 'company', 'ivan-there', { actor: 'cli' });
    be({ preferred_username: 'somebody' }, 'ivan-there');
    expect((await signIn()).html).toContain('signed in as ivan');
  });

  it('makes no account where that is not allowed', async () => {
    await server.app.get(IdentityProvidersService).change('company', { makesAccounts: false });
    be({ preferred_username: 'jane' });
    expect((await signIn()).status).toBe(403);
    expect(await server.app.get(UsersService).findByLogin('jane')).toBeUndefined();
  });

  it('does not sign in to a disabled account', async () => {
    be({ preferred_username: 'kim' });
    await signIn();
    await server.app.get(UsersService).disable('kim');
    expect((await signIn()).status).toBe(403);
  });

  it('makes one account of two first sign-ins at once', async () => {
    be({ preferred_username: 'lars' });
    const browsers = [new BrowserPerson(server.url), new BrowserPerson(server.url)];
    const ways = await Promise.all(browsers.map((browser) => comeBack(company, browser)));
    const pages = await Promise.all(browsers.map((browser, index) => browser.open(ways[index] ?? '')));
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('answers with a page when the provider says no, and with an OAuth error for prompt=none', async () => {
    company.person = undefined;
    const refused = await signIn();
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('did not sign you in');
    const browser = new BrowserPerson(server.url);
    const begun = await linkTo('company', browser);
    const silent = await browser.open(`${begun}&prompt=none`);
    const answered = await browser.open(await company.visit(silent.location ?? ''));
    expect(answered.answer.get('error')).toBe('login_required');
    expect(answered.location).toMatch(/^https:\/\/app\.example\.org\/callback\?/);
  });

  it('leaves local sign-in alone when the provider is down', async () => {
    const down = await openProvider([], []);
    await down.close();
    await server.app
      .get(IdentityProvidersService)
      .create('down', { issuer: down.issuer, clientId: 'camgate', title: 'Down' });
    const browser = new BrowserPerson(server.url);
    const failed = await browser.open(await linkTo('down', browser));
    expect(failed.status).toBe(503);
    expect((await browser.open(authorizeUrl())).html).toContain('name="password"');
  });
});

describe('rights by claims', () => {
  it('are given at sign-in and taken back when the claim is gone; what was given by hand stays', async () => {
    const members = server.app.get(OrganizationMembersService);
    const organizations = server.app.get(OrganizationsService);
    const north = await organizations.create(system, { title: 'North' });
    const south = await organizations.create(system, { title: 'South' });
    await server.app.get(IdentityProvidersService).change('company', {
      rules: [
        { claim: 'groups', value: 'cam-admins', accessLevel: 'domain_admin' },
        { claim: 'groups', value: 'north', organizationId: north.id, flags: ['canViewStreams', 'canEditStreams'] },
        { claim: 'groups', value: 'south', organizationId: south.id, flags: ['canEditStreams'] },
      ],
    });
    be({ preferred_username: 'mona', groups: ['cam-admins', 'north'] });
    await signIn();
    const users = server.app.get(UsersService);
    const mona = await users.findByLogin('mona');
    const id = mona?.id ?? 0;
    expect(mona?.accessLevel).toBe('domain_admin');
    expect((await members.get(system, north.id, id)).flags).toMatchObject({
      canViewStreams: true,
      canEditStreams: true,
    });

    const given = await server.dataSource.query<{ actor: string }[]>(
      `SELECT DISTINCT actor FROM audit_events WHERE event = 'privilege_permissions_changed' AND subject = $1`,
      [`user:${id}`],
    );
    expect(given).toEqual([{ actor: 'provider:company' }]);

    await members.set(system, south.id, id, { canViewStreams: true });
    be({ groups: ['south'] });
    await signIn();
    expect((await users.get(id)).accessLevel).toBe('generic');
    await expect(members.get(system, north.id, id)).rejects.toThrow('object.not-found');
    expect((await members.get(system, south.id, id)).flags).toMatchObject({
      canViewStreams: true,
      canEditStreams: true,
    });

    be({ groups: [] });
    await signIn();
    expect((await members.get(system, south.id, id)).flags).toMatchObject({
      canViewStreams: true,
      canEditStreams: false,
    });
  });

  it('leave a level that was given by hand', async () => {
    await server.app
      .get(IdentityProvidersService)
      .change('company', { rules: [{ claim: 'groups', value: 'boss', accessLevel: 'admin' }] });
    be({ preferred_username: 'nils' });
    await signIn();
    const users = server.app.get(UsersService);
    const id = (await users.findByLogin('nils'))?.id ?? 0;
    await users.update(id, { accessLevel: 'domain_admin' });
    be({ groups: 'boss' });
    await signIn();
    expect((await users.get(id)).accessLevel).toBe('admin');
    be({});
    await signIn();
    // The last administrator stays one until there is another.
    expect((await users.get(id)).accessLevel).toBe('admin');
    await users.create({ login: 'root', accessLevel: 'admin' });
    await signIn();
    expect((await users.get(id)).accessLevel).toBe('domain_admin');
  });
});

/** An authenticator app for somebody; the code that it shows after `steps` times 30 seconds. */
async function enrol(login: string): Promise<(steps: number) => string> {
  const user = await server.app.get(UsersService).findByLogin(login);
  const factors = server.app.get(SecondFactorsService);
  const offer = await factors.offer(await server.app.get(UsersService).ownerOf(user?.id ?? 0));
  const totp = new TOTP({ secret: Secret.fromBase32(offer.secret) });
  const codeAt = (steps: number) => totp.generate({ timestamp: server.clock.now().getTime() + steps * 30_000 });
  await factors.accept(offer.ticket, codeAt(-1), 'Phone', { ip: '192.0.2.1', dialect: 'rest' });
  return codeAt;
}

describe('an account with a second factor', () => {
  it('is asked for it after the sign-in at the provider; its session still belongs to the provider', async () => {
    be({ preferred_username: 'ugo' });
    await signIn();
    const codeAt = await enrol('ugo');
    const browser = new BrowserPerson(server.url);
    const asked = await signIn(browser);
    expect(asked.html).toContain('authenticator app');
    expect(browser.cookies.has('camgate_session')).toBe(false);
    const wrong = await asked.submit('second-factor', { code: '000000' });
    expect(wrong.status).toBe(401);
    for (const step of ['enrol', 'recovery-codes', 'new-password'])
      expect((await asked.submit(step, { code: codeAt(0), password: 'another one entirely' })).status).toBe(403);
    const tokens = await tokensOf(await wrong.submit('second-factor', { code: codeAt(0) }));
    expect(claimsOf(tokens['id_token'])['amr']).toEqual(['otp', 'pwd', 'mfa']);
    expect(await eventsAbout('provider:company otp pwd mfa')).toEqual(['authn_login_success']);
    const hint = new URLSearchParams({ id_token_hint: tokens['id_token'] ?? '' }).toString();
    const away = await browser.open(`${server.url}/oauth/logout?${hint}`);
    expect(new URL(away.location ?? '').searchParams.get('id_token_hint')).toBeTruthy();
  });

  it('keeps a temporary password out of it', async () => {
    be({ preferred_username: 'udo' });
    await signIn();
    const codeAt = await enrol('udo');
    await server.dataSource.query(`UPDATE users SET must_change_password = true WHERE login = 'udo'`);
    const granted = await (await signIn()).submit('second-factor', { code: codeAt(0) });
    expect((await tokensOf(granted))['access_token']).toBeDefined();
  });
});

describe('a provider that says that there were several factors', () => {
  const believes = (trustedAmr: readonly string[], trustedAcr: readonly string[] = []) =>
    server.app.get(IdentityProvidersService).change('company', { trustedAmr, trustedAcr });
  const said = (login: string, how: { amr?: readonly string[]; acr?: string }) => {
    company.person = { sub: `s-${login}`, claims: { preferred_username: login }, ...how };
  };
  afterEach(() => believes(['mfa']));

  it('is believed for mfa in amr, as is usual', async () => {
    said('vera', {});
    await signIn();
    await enrol('vera');
    said('vera', { amr: ['pwd', 'mfa'] });
    const tokens = await tokensOf(await signIn());
    expect(claimsOf(tokens['id_token'])['amr']).toEqual(['pwd', 'mfa']);
  });

  it('is believed for another amr or an acr that its settings name', async () => {
    said('vito', {});
    await signIn();
    await enrol('vito');
    await believes(['hwk']);
    said('vito', { amr: ['hwk'] });
    expect(claimsOf((await tokensOf(await signIn()))['id_token'])['amr']).toEqual(['hwk', 'mfa']);
    await believes([], ['urn:example:gold']);
    said('vito', { amr: ['pwd'], acr: 'urn:example:gold' });
    expect(claimsOf((await tokensOf(await signIn()))['id_token'])['amr']).toEqual(['pwd', 'mfa']);
    said('vito', { amr: ['pwd'], acr: 'urn:example:silver' });
    expect((await signIn()).html).toContain('authenticator app');
  });

  it('is not believed where nothing is trusted: no token says mfa for it, and what it said is kept', async () => {
    await believes([]);
    said('vida', { amr: ['pwd', 'mfa'], acr: 'gold' });
    const tokens = await tokensOf(await signIn());
    expect(claimsOf(tokens['id_token'])['amr']).toEqual(['pwd']);
    const kept = await server.dataSource.query('SELECT acr, amr FROM external_sessions WHERE subject = $1', ['s-vida']);
    expect(kept).toEqual([{ acr: 'gold', amr: ['pwd', 'mfa'] }]);
    await enrol('vida');
    expect((await signIn()).html).toContain('authenticator app');
  });
});

describe('sign-ins that begin and never end', () => {
  it('are limited for an address, and never more than the table may hold', async () => {
    const flooded = await openServer({ ALLOWED_NETWORKS: '127.0.0.0/8', RATE_LIMIT_LOGINS_PER_MINUTE: '100' });
    try {
      await flooded.app.get(IdentityProvidersService).create('company', { ...company, title: 'Company' });
      await flooded.dataSource.query(
        `INSERT INTO external_sign_ins (state_hash, provider_id, browser_hash, request_sealed, expires_at)
         SELECT sha256(n::text::bytea), (SELECT id FROM identity_providers), 'x', 'x', $1::timestamptz + interval '5 minutes' + n * interval '1 ms'
         FROM generate_series(1, 10100) n`,
        [flooded.clock.now()],
      );
      const { application } = await flooded.app
        .get(ApplicationsService)
        .register({ name: 'Wall', level: 'user' }, { authMethod: 'none', redirectUris: [appCallback] });
      const query = new URL(authorizeUrl({ client_id: application.clientId })).search;
      const statuses: number[] = [];
      for (let at = 0; at < 122; at += 1) {
        const answer = await fetch(`${flooded.url}/oauth/external/company${query}`, { redirect: 'manual' });
        statuses.push(answer.status);
      }
      expect(statuses.slice(0, 120)).toEqual(Array.from({ length: 120 }, () => 302));
      expect(statuses.slice(120)).toEqual([429, 429]);
      const rows = await flooded.dataSource.query<unknown[]>('SELECT count(*)::int AS count FROM external_sign_ins');
      expect(rows).toEqual([{ count: 10_001 }]);
    } finally {
      await flooded.close();
    }
  });
});

describe('the way back from a provider', () => {
  it('works once', async () => {
    be({ preferred_username: 'olga' });
    const browser = new BrowserPerson(server.url);
    const way = await comeBack(company, browser);
    expect((await browser.open(way)).status).toBe(200);
    expect((await browser.open(way)).status).toBe(400);
  });

  it('works in the browser that began only, which can still use it then', async () => {
    be({ preferred_username: 'pia' });
    const browser = new BrowserPerson(server.url);
    const way = await comeBack(company, browser);
    const victim = new BrowserPerson(server.url);
    expect((await victim.open(way)).status).toBe(400);
    await victim.open(authorizeUrl());
    expect((await victim.open(way)).status).toBe(400);
    expect(victim.cookies.has('camgate_session')).toBe(false);
    expect((await browser.open(way)).status).toBe(200);
  });

  it('does not work after ten minutes', async () => {
    be({ preferred_username: 'quin' });
    const browser = new BrowserPerson(server.url);
    const way = await comeBack(company, browser);
    server.clock.travel(601);
    expect((await browser.open(way)).status).toBe(400);
    server.clock.home();
  });

  it.each([
    ['without a state', (way: URL) => way.searchParams.delete('state')],
    ['with two states', (way: URL) => way.searchParams.append('state', way.searchParams.get('state') ?? '')],
    ['with another state', (way: URL) => way.searchParams.set('state', 'x'.repeat(43))],
    ['with a code of nobody', (way: URL) => way.searchParams.set('code', 'x'.repeat(43))],
    ['without an issuer', (way: URL) => way.searchParams.delete('iss')],
    ['with another issuer', (way: URL) => way.searchParams.set('iss', other.issuer)],
    ['at another provider', (way: URL) => (way.pathname = way.pathname.replace('company', 'other'))],
    ['at no provider', (way: URL) => (way.pathname = way.pathname.replace('company', 'nobody'))],
  ])('signs nobody in %s', async (_, change) => {
    be({ preferred_username: `r-${randomBytes(4).toString('hex')}` });
    const browser = new BrowserPerson(server.url);
    const way = new URL(await comeBack(company, browser));
    change(way);
    const answer = await browser.open(way);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(browser.cookies.has('camgate_session')).toBe(false);
  });

  it('signs nobody in with a code that belongs to another sign-in (injection)', async () => {
    be({ preferred_username: 'sven' });
    const attacker = new BrowserPerson(server.url);
    const stolen = new URL(await comeBack(company, attacker));
    const browser = new BrowserPerson(server.url);
    const way = new URL(await comeBack(company, browser));
    way.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    expect((await browser.open(way)).status).toBe(400);
  });

  it('leads nowhere but to the client of the request, or to the page of signing out', async () => {
    const browser = new BrowserPerson(server.url);
    const begun = await browser.open(`${server.url}/oauth/external/company?redirect_uri=https://evil.example`);
    expect(begun.status).toBe(400);
    expect(begun.location).toBeUndefined();
    const out = await browser.open(`${server.url}/oauth/external/company/signed-out?state=https://evil.example`);
    expect(out.status).toBe(200);
    expect(out.location).toBeUndefined();
  });
});

describe('signing out', () => {
  it('goes on to the provider, and from there back to the client', async () => {
    be({ preferred_username: 'tom' });
    const browser = new BrowserPerson(server.url);
    const tokens = await tokensOf(await signIn(browser));
    const away = await browser.open(
      `${server.url}/oauth/logout?${new URLSearchParams({
        id_token_hint: tokens['id_token'] ?? '',
        post_logout_redirect_uri: 'https://app.example.org/bye',
        state: 'x',
      }).toString()}`,
    );
    const end = new URL(away.location ?? '');
    expect(end.origin + end.pathname).toBe(`${company.issuer}/session/end`);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${issuer}/oauth/external/company/signed-out`);
    expect(end.searchParams.get('id_token_hint')).toBeTruthy();
    const back = await browser.open(
      `${server.url}/oauth/external/company/signed-out?${new URLSearchParams({ state: end.searchParams.get('state') ?? '' }).toString()}`,
    );
    expect(back.location).toBe('https://app.example.org/bye?state=x');
  });
});
