import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, password } from '../support/people.js';
import { freePort } from '../support/process.js';
import { openServer, type TestServer } from '../support/server.js';
import { openBrowser, visit } from './browser.js';

/** The lines that docs/auth.md has people paste, for this person. */
function pasted(login: string, code?: string): string {
  const lines = /```js\n([\s\S]*?credentials\.create[\s\S]*?)```/.exec(readFileSync('docs/auth.md', 'utf8'))?.[1] ?? '';
  const proof = JSON.stringify({ login, password, ...(code === undefined ? {} : { code }) });
  return `(async () => { ${lines
    .replace("{ login: 'admin', password: '…' }", proof)
    .replace(/await (post\('me\/factors\/passkeys\/confirm')/, 'return $1')} })()`;
}

/** An authenticator in the browser that always finds its owner there. */
async function plugIn(page: Page): Promise<(isVerified: boolean) => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
}

describe('A person with a passkey in Chromium', () => {
  let browser: Browser;
  let camgate: TestServer;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    camgate = await openServer({ PORT: String(port), PUBLIC_URL: url });
    await createUser(camgate, 'ann');
    await createUser(camgate, 'bob');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await camgate?.close();
  });

  it('registers it with the lines of the documentation, signs in with it alone, and uses it after the password', async () => {
    const visitor = await visit(browser);
    const { page } = visitor;
    try {
      const verify = await plugIn(page);
      await page.goto(`${url}/docs`);
      const made = await page.evaluate<{ kind: string; recovery_codes: string[] }>(pasted('ann'));
      expect(made).toMatchObject({ kind: 'passkey', name: 'Laptop' });
      expect(made.recovery_codes).toHaveLength(10);

      await page.goto(`${url}/oauth/device`);
      await page.getByRole('button', { name: 'Use a passkey' }).click();
      await page.getByText('Type the code that your device shows.').waitFor();

      await page.context().clearCookies();
      await page.goto(`${url}/oauth/device`);
      await verify(false);
      await page.getByRole('button', { name: 'Use a passkey' }).click();
      await page.getByRole('alert').getByText('could not be used').waitFor();
      await page.getByLabel('Login').fill('ann');
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await verify(true);
      await page.getByRole('button', { name: 'Use a passkey' }).click();
      await page.getByText('Type the code that your device shows.').waitFor();
      expect(visitor.complaints).toEqual([]);
    } finally {
      await visitor.close();
    }
  });

  it('finds the button by keyboard on a telephone, in a browser without scripts no button', async () => {
    const visitor = await visit(browser);
    const context = await browser.newContext({ javaScriptEnabled: false });
    try {
      const { page } = visitor;
      await plugIn(page);
      await page.setViewportSize({ width: 390, height: 700 });
      await page.goto(`${url}/docs`);
      await page.evaluate(pasted('bob'));
      await page.goto(`${url}/oauth/device`);
      await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      for (const _ of ['password', 'sign in', 'passkey']) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Type the code that your device shows.').waitFor();
      expect(visitor.complaints).toEqual([]);

      const plain = await context.newPage();
      await plain.goto(`${url}/oauth/device`);
      expect(await plain.getByRole('button').allTextContents()).toEqual(['Sign in']);
      await plain.getByLabel('Login').fill('bob');
      await plain.getByLabel('Password').fill(password);
      await plain.getByRole('button', { name: 'Sign in' }).click();
      await plain.getByLabel('Code').waitFor();
      expect(await plain.getByRole('button').allTextContents()).toEqual(['Continue']);
    } finally {
      await context.close();
      await visitor.close();
    }
  });
});
