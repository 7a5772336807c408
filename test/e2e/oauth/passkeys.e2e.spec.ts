import { OrganizationsService } from '#access';
import { SecondFactorsService, UsersService } from '#auth';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BrowserPerson, type Visit } from '../../support/browser-person.js';
import { callback, claimsOf, codeForm, type OauthClient, postForm, registerClient } from '../../support/oauth.js';
import { createUser, password } from '../../support/people.js';
import { openServer, type TestServer } from '../../support/server.js';
import {
  bytes,
  type CreationOptions,
  type RequestOptions,
  SoftwareAuthenticator,
  text,
} from '../../support/software-authenticator.js';
import { basic, restClient } from '../rest/rest-client.js';

const origin = 'http://localhost';
const oneFactor = 'urn:camgate:acr:one-factor';
const twoFactors = 'urn:camgate:acr:two-factors';
let server: TestServer;
let client: OauthClient;
let login: string;
let userId: number;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer({ PUBLIC_URL: origin });
  client = await registerClient(server, { authMethod: 'none', redirectUris: [callback], firstParty: true });
});
afterAll(() => server.close());
beforeEach(async () => {
  login = `ann-${randomBytes(4).toString('hex')}`;
  ({ id: userId } = await createUser(server, login));
});

async function offer(token: string): Promise<CreationOptions> {
  const { status, body } = await send('POST', '/api/v1/me/factors/passkeys', {}, token);
  expect(status).toBe(200);
  return body['options'] as CreationOptions;
}

async function register(
  who = login,
): Promise<{ key: SoftwareAuthenticator; id: number; recoveryCodes: readonly string[]; token: string }> {
  const token = await bearer(who);
  const key = new SoftwareAuthenticator(origin);
  const credential = key.create(await offer(token));
  const made = await send('POST', '/api/v1/me/factors/passkeys/confirm', { credential, name: 'Laptop' }, token);
  expect(made.status).toBe(201);
  const { id, recovery_codes: recoveryCodes } = made.body as { id: number; recovery_codes: readonly string[] };
  return { key, id, recoveryCodes, token };
}

interface Flow {
  readonly url: string;
  readonly verifier: string;
}

function flow(more: Readonly<Record<string, string>> = {}): Flow {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: callback,
    scope: 'openid cameras:read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  return { verifier, url: `${server.url}/oauth/authorize?${new URLSearchParams(parameters).toString()}` };
}

const browserOf = () => new BrowserPerson(server.url, origin);

/** What the page's script would ask the authenticator. */
function asked({ html }: Visit): RequestOptions {
  const attribute = /data-passkey="([^"]+)"/.exec(html)?.[1] ?? 'null';
  return JSON.parse(attribute.replaceAll('&quot;', '"')) as RequestOptions;
}

async function tokensOf(granted: Visit, { verifier }: Flow): Promise<Readonly<Record<string, string>>> {
  const code = granted.answer.get('code') ?? '';
  return (await postForm(server, '/oauth/token', codeForm(client, { code, verifier }))).body;
}

/** Failures are written a moment after the answer. */
async function expectAudit(event: string, reason: string): Promise<void> {
  await expect
    .poll(() =>
      server.dataSource.query(`SELECT count(*)::int FROM audit_events WHERE event = $1 AND reason = $2`, [
        event,
        reason,
      ]),
    )
    .not.toEqual([{ count: 0 }]);
}

describe('A passkey', () => {
  it('is registered by a signed-in person, listed, renamed and removed; the first factor gives recovery codes', async () => {
    const { id, recoveryCodes, token } = await register();
    expect(recoveryCodes).toHaveLength(10);
    await expectAudit('authn_factor_added', 'passkey');
    // The session from before the factor is no proof of it.
    const refused = await send('POST', '/api/v1/me/factors/passkeys', {}, token);
    expect(refused).toBeProblem(401, 'sign-in.too-old');
    expect(refused.headers.get('www-authenticate')).toContain(`acr_values="${twoFactors}", max_age="900"`);
    const [code = ''] = recoveryCodes;
    const again = await send('POST', '/api/v1/auth/login', { login, password, code });
    const proven = `Bearer ${String(again.body['access_token'])}`;
    const renamed = await send('PATCH', `/api/v1/me/factors/${id}`, { name: 'Desk' }, proven);
    expect(renamed.body).toMatchObject({ id, kind: 'passkey', name: 'Desk', last_used_at: null });
    const list = await ask('/api/v1/me/factors', proven);
    expect(list.body).toMatchObject({ items: [{ id, kind: 'passkey', name: 'Desk' }], recovery_codes: 9 });
    const removed = await ask(`/api/v1/me/factors/${id}`, proven, { method: 'DELETE' });
    expect(removed.status).toBe(204);
    expect((await send('POST', '/api/v1/auth/login', { login, password })).status).toBe(200);
    expect(await server.dataSource.query('SELECT FROM passkeys WHERE factor_id = $1', [id])).toEqual([]);
  });

  it('names its owner to authenticators by something that is neither login nor number', async () => {
    const options = await offer(await bearer(login));
    const handle = Buffer.from(options.user.id, 'base64url').toString();
    expect(handle).not.toContain(login);
    expect(handle).toMatch(/^[0-9a-f-]{36}$/);
    expect(options.rp.id).toBe('localhost');
  });

  it('is the second factor on the page after the password', async () => {
    const { key } = await register();
    const wanted = flow();
    const browser = browserOf();
    const page = await (await browser.open(wanted.url)).submit('sign-in', { login, password });
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const options = asked(page);
    expect(options.allowCredentials).toHaveLength(1);
    // Beside a password, possession alone is the second factor.
    const granted = await page.submit('passkey', { passkey: key.get(options, { verified: false }) });
    const { id_token: idToken, access_token: accessToken } = await tokensOf(granted, wanted);
    const told = { amr: ['pwd', 'pop', 'user', 'mfa'], acr: twoFactors, auth_time: expect.any(Number) };
    expect(claimsOf(idToken)).toMatchObject(told);
    expect(claimsOf(accessToken)).toMatchObject(told);
    expect((await page.submit('passkey', { passkey: key.get(options) })).status).toBe(403);
  });

  it('signs in alone, without the login being typed, and counts as two factors', async () => {
    const { key } = await register();
    const wanted = flow();
    const page = await browserOf().open(wanted.url);
    const options = asked(page);
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options.allowCredentials ?? []).toEqual([]);
    const granted = await page.submit('passkey', { passkey: key.get(options) });
    const { id_token: idToken } = await tokensOf(granted, wanted);
    expect(claimsOf(idToken)).toMatchObject({ amr: ['pop', 'user', 'mfa'], acr: twoFactors });
    await expectAudit('authn_login_success', 'pop user mfa');
  });

  it('works in five tabs of one browser; a sixth takes the place of the first', async () => {
    const { key } = await register();
    const browser = browserOf();
    const first = await browser.open(flow().url);
    const tabs: Visit[] = [];
    for (let tab = 0; tab < 5; tab += 1) {
      server.clock.travel(1);
      tabs.push(await browser.open(flow().url));
    }
    for (const tab of tabs)
      expect((await tab.submit('passkey', { passkey: key.get(asked(tab)) })).location).toBeDefined();
    expect((await first.submit('passkey', { passkey: key.get(asked(first)) })).status).toBe(403);
    server.clock.travel(301);
    const together = await Promise.all(Array.from({ length: 12 }, () => browserOf().open(flow().url)));
    expect(together.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
  });

  it('signs nobody in whose account is disabled', async () => {
    const { key } = await register();
    await server.app.get(UsersService).disable(login);
    const page = await browserOf().open(flow().url);
    expect((await page.submit('passkey', { passkey: key.get(asked(page)) })).status).toBe(401);
    await expectAudit('authn_login_fail', 'passkey: disabled');
  });

  it('satisfies an organization that requires a second factor', async () => {
    const { key } = await register();
    const organizations = server.app.get(OrganizationsService);
    const { id } = await organizations.createWithoutOwner({ title: `Quay ${login}`, isPublic: false });
    await organizations.addMember(id, userId, {});
    await organizations.requireSecondFactor(id, true);
    const page = await browserOf().open(flow().url);
    const granted = await page.submit('passkey', { passkey: key.get(asked(page)) });
    expect(granted.answer.get('code')).toMatch(/./);
  });

  it('closes Watcher and Basic to the password, as an authenticator app does; a reset opens them again', async () => {
    const { key } = await register();
    const v3 = () =>
      fetch(`${server.url}/watcher/client-api/v3/login`, {
        method: 'POST',
        headers: { authorization: basic(login, password) },
      });
    expect((await v3()).status).toBe(401);
    expect(await ask('/api/v1/me', basic(login, password))).toBeProblem(401, 'password.wrong');
    expect(await send('POST', '/api/v1/auth/login', { login, password })).toBeProblem(401, 'factor.missing');
    await server.app.get(SecondFactorsService).reset(userId, { actor: 'cli' });
    expect((await v3()).status).toBe(200);
    const page = await browserOf().open(flow().url);
    expect((await page.submit('passkey', { passkey: key.get(asked(page)) })).status).toBe(401);
  });
});

describe('The sign-in page', () => {
  it('says nothing about accounts: everybody is asked the same, and each answer that is wrong looks the same', async () => {
    const { key } = await register();
    const ofNobody = new SoftwareAuthenticator(origin);
    ofNobody.create(await offer(await bearer((await createUser(server, `bob-${login}`)).login)));
    const texts: string[] = [];
    for (const [one, wrong] of [
      [ofNobody, {}],
      [key, { origin: 'https://elsewhere.example' }],
      [key, { rpId: 'elsewhere.example' }],
    ] as const) {
      const page = await browserOf().open(flow({ login_hint: login }).url);
      const refused = await page.submit('passkey', { passkey: one.get(asked(page), wrong) });
      expect(refused.status).toBe(401);
      expect(refused.location).toBeUndefined();
      texts.push(/<p role="alert">([^<]*)</.exec(refused.html)?.[1] ?? '');
    }
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('passkey');
  });

  it('works without its script: the passkey is hidden, and the script is ours alone', async () => {
    const page = await browserOf().open(flow().url);
    expect(page.html).toMatch(/<form method="post"[^>]* hidden data-passkey=/);
    expect(page.html.match(/<script/g)).toHaveLength(1);
    const source = /<script src="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const script = await fetch(server.url + source);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|form-action/);
    const consent = await browserOf().open(`${server.url}/oauth/device`);
    expect(consent.headers.get('content-security-policy') ?? '').not.toContain('script');
  });

  it('offers no passkeys where browsers make none, and REST says so', async () => {
    const other = await openServer();
    try {
      await createUser(other, login);
      const page = await new BrowserPerson(other.url).open(
        `${other.url}/oauth/authorize?response_type=code&client_id=none`,
      );
      expect(page.html).not.toContain('passkey');
      const rest = restClient(() => other.url);
      const token = await rest.bearer(login);
      const refused = await rest.send('POST', '/api/v1/me/factors/passkeys', {}, token);
      expect(refused).toBeProblem(501, 'passkey.unavailable');
    } finally {
      await other.close();
    }
  });
});

describe('Whoever attacks a passkey', () => {
  it('cannot replay an answer, nor use the challenge of another browser, of another purpose, or an old one', async () => {
    const { key } = await register();
    const page = await browserOf().open(flow().url);
    const passkey = key.get(asked(page));
    expect((await page.submit('passkey', { passkey })).answer.get('code')).toMatch(/./);
    expect((await page.submit('passkey', { passkey })).status).toBe(403);

    const foreign = await browserOf().open(flow().url);
    const mine = await browserOf().open(flow().url);
    const stolen = await mine.submit('passkey', { passkey: key.get(asked(foreign)) });
    expect(stolen.status).toBe(403);

    const second = await (await browserOf().open(flow().url)).submit('sign-in', { login, password });
    expect((await mine.submit('passkey', { passkey: key.get(asked(second)) })).status).toBe(403);
    await expectAudit('authn_login_fail', 'passkey: challenge');

    const old = await browserOf().open(flow().url);
    server.clock.travel(301);
    expect((await old.submit('passkey', { passkey: key.get(asked(old)) })).status).toBe(403);
  });

  it('gets one session out of concurrent uses of one answer', async () => {
    const { key } = await register();
    const page = await browserOf().open(flow().url);
    const passkey = key.get(asked(page));
    const all = await Promise.all(Array.from({ length: 6 }, () => page.submit('passkey', { passkey })));
    expect(all.filter(({ location }) => location !== undefined)).toHaveLength(1);
  });

  it('is refused with another origin, another host, without the check of the person, or with somebody else’s name', async () => {
    const { key } = await register();
    const ofOther = await register((await createUser(server, `eve-${login}`)).login);
    const [{ subject }] = (await server.dataSource.query('SELECT subject FROM users WHERE login = $1', [
      `eve-${login}`,
    ])) as [{ subject: string }];
    for (const wrong of [
      { origin: 'https://localhost' },
      { origin: 'http://localhost.example' },
      { rpId: 'example.org' },
      { verified: false },
      { userHandle: subject },
      { challenge: randomBytes(32).toString('base64url') },
    ]) {
      const page = await browserOf().open(flow().url);
      const refused = await page.submit('passkey', { passkey: key.get(asked(page), wrong) });
      expect([401, 403]).toContain(refused.status);
      expect(refused.location).toBeUndefined();
    }
    const page = await browserOf().open(flow().url);
    const [options, honest] = [asked(page), JSON.parse(key.get(asked(page))) as { id: string }];
    const { id } = JSON.parse(ofOther.key.get(options)) as { id: string };
    const forged = await page.submit('passkey', { passkey: JSON.stringify({ ...honest, id, rawId: id }) });
    expect(forged.status).toBe(401);
    for (const passkey of ['', '{}', 'null', '[]', '{"id":{}}', 'x'.repeat(40_000)])
      expect((await (await browserOf().open(flow().url)).submit('passkey', { passkey })).status).toBe(401);
  });

  it('cannot use a passkey of their own after somebody’s password', async () => {
    await register();
    const { key } = await register((await createUser(server, `eve-${login}`)).login);
    const page = await (await browserOf().open(flow().url)).submit('sign-in', { login, password });
    const refused = await page.submit('passkey', { passkey: key.get(asked(page)) });
    expect(refused.status).toBe(401);
    await expectAudit('authn_login_fail', 'passkey: of another account');
  });

  it('is noticed by the counter, when a copied key is used', async () => {
    const { key } = await register();
    const signIn = async (counter: number) => {
      const page = await browserOf().open(flow().url);
      return page.submit('passkey', { passkey: key.get(asked(page), { counter }) });
    };
    expect((await signIn(7)).location).toBeDefined();
    expect((await signIn(7)).status).toBe(401);
    expect((await signIn(3)).status).toBe(401);
    expect((await signIn(0)).status).toBe(401);
    await expectAudit('authn_login_fail', 'passkey: counter');
    expect((await signIn(8)).location).toBeDefined();
  });

  it('cannot register a credential again, in another person’s name, or with a challenge that is not theirs', async () => {
    const { key } = await register();
    const eve = await createUser(server, `eve-${login}`);
    const token = await bearer(eve.login);
    const confirm = (credential: unknown) => send('POST', '/api/v1/me/factors/passkeys/confirm', { credential }, token);
    expect(await confirm(key.create(await offer(token)))).toBeProblem(409, 'object.taken');
    expect((await ask('/api/v1/me/factors', token)).body).toMatchObject({ items: [], recovery_codes: 0 });

    const fresh = new SoftwareAuthenticator(origin);
    const bob = await bearer((await createUser(server, `bob-${login}`)).login);
    expect(await confirm(fresh.create(await offer(bob)))).toBeProblem(400, 'one-time-token.invalid');
    const twice = fresh.create(await offer(token));
    for (const wrong of [{ origin: 'https://elsewhere.example' }, { rpId: 'elsewhere.example' }])
      expect(await confirm(fresh.create(await offer(token), wrong))).toBeProblem(400, 'object.invalid');
    expect((await confirm(twice)).status).toBe(201);
  });

  it('does not make the server look at certificates, nor store what is no credential', async () => {
    const token = await bearer(login);
    const confirm = (credential: unknown) => send('POST', '/api/v1/me/factors/passkeys/confirm', { credential }, token);
    const withCertificate = Buffer.concat([
      text('fmt'),
      text('packed'),
      text('attStmt'),
      Buffer.from('a3', 'hex'),
      text('alg'),
      Buffer.from('26', 'hex'),
      text('sig'),
      bytes(Buffer.alloc(8)),
      text('x5c'),
      Buffer.from('81', 'hex'),
      bytes(Buffer.alloc(8)),
    ]);
    const key = new SoftwareAuthenticator(origin);
    const attested = await confirm(key.create(await offer(token), { attestation: withCertificate }));
    expect(attested).toBeProblem(400, 'object.invalid');
    for (const credential of [{}, { id: 'a', rawId: 'a', type: 'public-key', response: {} }])
      expect(await confirm(credential)).toBeProblem(400, 'object.invalid');
    const credential = key.create(await offer(token));
    const attestationObject = Buffer.from('bf'.repeat(5000), 'hex').toString('base64url');
    const response = { ...(credential['response'] as object), attestationObject };
    expect(await confirm({ ...credential, response })).toBeProblem(400, 'object.invalid');
  });
});

describe('acr', () => {
  it('is published, and says what was done in ID tokens and access tokens', async () => {
    const metadata = (await (await fetch(`${server.url}/.well-known/openid-configuration`)).json()) as object;
    expect(metadata).toMatchObject({
      acr_values_supported: [oneFactor, twoFactors],
      claims_parameter_supported: false,
      claims_supported: expect.arrayContaining(['acr', 'amr', 'auth_time']),
    });
    const wanted = flow({ acr_values: twoFactors });
    // Somebody without a second factor is signed in all the same, and the client is told.
    const granted = await (await browserOf().open(wanted.url)).submit('sign-in', { login, password });
    const tokens = await tokensOf(granted, wanted);
    for (const token of [tokens['id_token'], tokens['access_token']])
      expect(claimsOf(token)).toMatchObject({ acr: oneFactor, amr: ['pwd'] });
  });

  it('of our own tokens is there, too, and a refresh keeps it', async () => {
    const { recoveryCodes } = await register();
    const signedIn = await send('POST', '/api/v1/auth/login', { login, password, code: recoveryCodes[0] });
    const first = claimsOf(String(signedIn.body['access_token']));
    expect(first).toMatchObject({ acr: twoFactors, amr: ['pwd', 'otp', 'mfa'], auth_time: first['iat'] });
    server.clock.travel(60);
    const renewed = await send('POST', '/api/v1/auth/refresh', { refresh_token: signedIn.body['refresh_token'] });
    const { acr, amr, auth_time: authTime } = claimsOf(String(renewed.body['access_token']));
    expect({ acr, amr, auth_time: authTime }).toEqual({
      acr: twoFactors,
      amr: ['pwd', 'otp', 'mfa'],
      auth_time: first['auth_time'],
    });
  });

  it('is shown to servers that take our tokens, and stays in what a token is exchanged for (RFC 9470)', async () => {
    const { key } = await register();
    const tiles = await registerClient(server, {
      authMethod: 'basic',
      grants: ['authorization_code', 'refresh_token', 'token_exchange'],
      redirectUris: [callback],
      firstParty: true,
    });
    const wanted = flow({ client_id: tiles.clientId, scope: 'cameras:read offline_access' });
    const page = await browserOf().open(wanted.url);
    const code = (await page.submit('passkey', { passkey: key.get(asked(page)) })).answer.get('code') ?? '';
    const proof = { authorization: basic(tiles.clientId, tiles.clientSecret ?? '') };
    const form = {
      ...codeForm({ ...tiles, clientSecret: undefined }, { code, verifier: wanted.verifier }),
      client_id: '',
    };
    const { access_token: token = '', refresh_token: refresh = '' } = (
      await postForm(server, '/oauth/token', form, proof)
    ).body;
    const told = { active: true, acr: twoFactors, auth_time: claimsOf(token)['auth_time'] };
    for (const one of [token, refresh])
      expect((await postForm(server, '/oauth/introspect', { token: one }, proof)).body).toMatchObject(told);
    const exchange = {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    };
    const exchanged = await postForm(server, '/oauth/token', exchange, proof);
    expect(claimsOf(exchanged.body['access_token'])).toMatchObject({
      acr: twoFactors,
      amr: ['pop', 'user', 'mfa'],
      auth_time: told.auth_time,
    });
  });

  it('that a client asks for makes a person prove more in the same session, and not sign in anew', async () => {
    const browser = browserOf();
    const first = flow();
    const before = await (await browser.open(first.url)).submit('sign-in', { login, password });
    const { sid, auth_time: authTime } = claimsOf((await tokensOf(before, first))['id_token']);
    const { key } = await register();
    server.clock.travel(30);
    const silent = await browser.open(flow({ acr_values: twoFactors, prompt: 'none' }).url);
    expect(silent.answer.get('error')).toBe('login_required');

    const wanted = flow({ acr_values: `urn:unknown ${twoFactors}` });
    const page = await browser.open(wanted.url);
    expect(page.html).not.toContain('name="password"');
    const elsewhere = await browserOf().open(wanted.url);
    expect(elsewhere.html).toContain('name="password"');
    const granted = await page.submit('passkey', { passkey: key.get(asked(page)) });
    expect(claimsOf((await tokensOf(granted, wanted))['id_token'])).toMatchObject({
      acr: twoFactors,
      amr: ['pwd', 'pop', 'user', 'mfa'],
      sid,
      // As recent as the older of the two proofs.
      auth_time: authTime,
    });
    const next = flow({ acr_values: twoFactors });
    expect((await browser.open(next.url)).answer.get('code')).toMatch(/./);
  });

  it('is not given for the page of a session in another browser', async () => {
    const browser = browserOf();
    await (await browser.open(flow().url)).submit('sign-in', { login, password });
    const { key } = await register();
    const page = await browser.open(flow({ acr_values: twoFactors }).url);
    const passkey = key.get(asked(page));
    browser.cookies.delete('camgate_session');
    const refused = await page.submit('passkey', { passkey });
    expect(refused.status).toBe(403);
    expect(refused.location).toBeUndefined();
    expect(browser.cookies.has('camgate_session')).toBe(false);
  });
});

describe('With local sign-in for administrators only', () => {
  it('a passkey of anybody else signs in no more than their password', async () => {
    const other = await openServer({ PUBLIC_URL: origin, LOCAL_SIGN_IN: 'administrators' });
    try {
      await createUser(other, 'root', { isAdmin: true });
      const rest = restClient(() => other.url);
      const token = await rest.bearer('root');
      const key = new SoftwareAuthenticator(origin);
      const { body } = await rest.send('POST', '/api/v1/me/factors/passkeys', {}, token);
      const credential = key.create(body['options'] as CreationOptions);
      await rest.send('POST', '/api/v1/me/factors/passkeys/confirm', { credential }, token);
      const app = await registerClient(other, { authMethod: 'none', redirectUris: [callback], firstParty: true });
      const url = flow({ client_id: app.clientId }).url.replace(server.url, other.url);
      const use = async () => {
        const page = await new BrowserPerson(other.url, origin).open(url);
        return page.submit('passkey', { passkey: key.get(asked(page)) });
      };
      expect((await use()).location).toBeDefined();
      await other.dataSource.query("UPDATE users SET access_level = 'generic' WHERE login = 'root'");
      expect((await use()).status).toBe(401);
    } finally {
      await other.close();
    }
  });
});
