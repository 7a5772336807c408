import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApplicationsService, system } from '#auth';
import { CamerasService } from '#cameras';
import { createUser, password } from '../support/people.js';
import { freePort } from '../support/process.js';
import { openServer, type TestServer } from '../support/server.js';
import { openBrowser, visit } from './browser.js';

const root = join(import.meta.dirname, '../..');
let camgate: TestServer;
let frontend: ChildProcess;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  await promisify(execFile)('npm', ['run', '--silent', 'client'], { cwd: root });
  camgate = await openServer();
  await createUser(camgate, 'ann');
  const port = await freePort();
  origin = `http://127.0.0.1:${port}/`;
  const { application } = await camgate.app
    .get(ApplicationsService)
    .register({ name: 'Find cameras', level: 'user' }, { authMethod: 'none', redirectUris: [origin] });
  const cameras = camgate.app.get(CamerasService);
  for (let number = 0; number < 25; number += 1)
    await cameras.create(system, { name: `tower-${number}`, title: `Tower <b>${number}</b>`, country: 'JP' });
  frontend = spawn(process.execPath, ['examples/browser/serve.mjs'], {
    cwd: root,
    env: { CAMGATE_URL: camgate.url, CAMGATE_CLIENT_ID: application.clientId, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (frontend.stdout) await once(frontend.stdout, 'data');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  frontend?.kill();
  await camgate?.close();
});

describe('The example for browsers', () => {
  it('signs a person in, finds cameras by words, pages on, and signs out', async () => {
    const visitor = await visit(browser);
    const { page } = visitor;
    try {
      await page.goto(origin);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByLabel('Login').fill('ann');
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Allow' }).click();
      const items = page.getByRole('listitem');
      await items.nth(19).waitFor();
      expect(await items.first().textContent()).toBe('Tower <b>0</b> JP');
      expect(page.url()).toBe(origin);
      await page.getByRole('button', { name: 'More' }).click();
      await items.nth(24).waitFor();
      await page.getByLabel('Words').fill('tower-7');
      await page.getByRole('button', { name: 'Search' }).click();
      await expect.poll(() => items.first().textContent()).toBe('Tower <b>7</b> JP');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(visitor.complaints).toEqual([]);
    } finally {
      await visitor.close();
    }
  });
});
