import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApplicationsService } from '#auth';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, password } from '../support/people.js';
import { openServer, type TestServer } from '../support/server.js';
import { openBrowser, visit } from './browser.js';

/** A single-page app as its developers write it: PKCE by the browser's own crypto, no secret, no library. */
const app = (server: string, clientId: string): string => `<!doctype html><title>app</title>
<button>Sign in</button><output></output>
<script type="module">
const redirectUri = location.origin + '/callback';
const show = (text) => { document.querySelector('output').textContent = text; };
const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=/g, '');
document.querySelector('button').onclick = async () => {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const state = base64url(crypto.getRandomValues(new Uint8Array(16)));
  sessionStorage.setItem('flow', JSON.stringify({ verifier, state }));
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  location = '${server}/oauth/authorize?' + new URLSearchParams({
    response_type: 'code', client_id: '${clientId}', redirect_uri: redirectUri, scope: 'openid profile cameras:read',
    state, code_challenge: challenge, code_challenge_method: 'S256',
  });
};
const answer = new URLSearchParams(location.search);
if (answer.has('error')) show('error ' + answer.get('error'));
if (answer.has('code')) {
  const { verifier, state } = JSON.parse(sessionStorage.getItem('flow'));
  if (state !== answer.get('state')) throw new Error('state');
  const tokens = await (await fetch('${server}/oauth/token', { method: 'POST', body: new URLSearchParams({
    grant_type: 'authorization_code', client_id: '${clientId}', code: answer.get('code'), redirect_uri: redirectUri,
    code_verifier: verifier,
  }) })).json();
  const headers = { authorization: 'Bearer ' + tokens.access_token };
  const person = await (await fetch('${server}/oauth/userinfo', { headers })).json();
  const cameras = await fetch('${server}/api/v1/cameras', { headers });
  show(person.preferred_username + ' sees cameras: ' + cameras.status);
}
</script>`;

describe('A single-page app of another origin', () => {
  let browser: Browser;
  let frontend: Server;
  let camgate: TestServer;
  let origin: string;
  let page = '';

  beforeAll(async () => {
    camgate = await openServer();
    frontend = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(page));
    frontend.listen(0, '127.0.0.1');
    await once(frontend, 'listening');
    origin = `http://127.0.0.1:${(frontend.address() as AddressInfo).port}`;
    await createUser(camgate, 'ann');
    const { application } = await camgate.app
      .get(ApplicationsService)
      .register({ name: 'Harbour map', level: 'user' }, { authMethod: 'none', redirectUris: [`${origin}/callback`] });
    page = app(camgate.url, application.clientId);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await camgate?.close();
    frontend?.close();
  });

  it('signs a person in on a telephone by keyboard alone, and reads cameras without any setting of CORS', async () => {
    const visitor = await visit(browser);
    const window = visitor.page;
    try {
      await window.setViewportSize({ width: 390, height: 700 });
      await window.goto(origin);
      await window.getByRole('button', { name: 'Sign in' }).press('Enter');
      await window.getByLabel('Password').waitFor();
      expect(await window.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      await window.keyboard.type('ann');
      await window.keyboard.press('Tab');
      await window.keyboard.type(password);
      await window.keyboard.press('Enter');
      const allow = window.getByRole('button', { name: 'Allow' });
      await allow.waitFor();
      await window.keyboard.press('Tab');
      await window.keyboard.press('Enter');
      await window.getByText('ann sees cameras: 200').waitFor();
      // The session is found again after a redirect from another site.
      await window.goto(origin);
      await window.getByRole('button', { name: 'Sign in' }).click();
      await window.getByText('ann sees cameras: 200').waitFor();
      expect(visitor.complaints).toEqual([]);
    } finally {
      await visitor.close();
    }
  });

  it('is told that the person denied', async () => {
    const visitor = await visit(browser);
    const window = visitor.page;
    try {
      await window.goto(origin);
      await window.getByRole('button', { name: 'Sign in' }).click();
      const url = new URL(window.url());
      url.searchParams.set('prompt', 'consent');
      await window.goto(url.toString());
      await window.getByLabel('Login').fill('ann');
      await window.getByLabel('Password').fill(password);
      await window.getByRole('button', { name: 'Sign in' }).click();
      await window.getByRole('button', { name: 'Deny' }).click();
      await window.waitForURL(/error=/);
      expect(await window.locator('output').textContent()).toBe('error access_denied');
    } finally {
      await visitor.close();
    }
  });
});
