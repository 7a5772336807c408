import { ApplicationsService, UsersService } from '#auth';
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson } from '../../support/browser-person.js';
import { openServer, type TestServer } from '../../support/server.js';

const callback = 'http://127.0.0.1/callback';
const person = { login: 'ann', password: 'a quiet harbour at dawn' };
/** Debian's own: that is where the packages are. */
const python = '/usr/bin/python3';
const modules = { authlib: 'authlib', 'requests-oauthlib': 'requests_oauthlib' } as const;

let server: TestServer;

beforeAll(async () => {
  server = await openServer();
  await server.app.get(UsersService).create(person);
});

afterAll(() => server.close());

describe.each(Object.entries(modules))('%s, unmodified,', (library, module) => {
  const installed = spawnSync(python, ['-c', `import ${module}`]).status === 0;
  const why = installed ? '' : ` (skipped: Debian has it as python3-${library})`;

  it.runIf(installed)(`signs a person in, refreshes, introspects and revokes${why}`, async () => {
    const { application, clientSecret = '' } = await server.app
      .get(ApplicationsService)
      .register({ name: library, level: 'user' }, { authMethod: 'basic', redirectUris: [callback] });
    const child = spawn(python, [
      'test/e2e/clients/oauth_clients.py',
      library,
      server.url,
      application.clientId,
      clientSecret,
      callback,
    ]);
    let errors = '';
    child.stderr.on('data', (text) => (errors += String(text)));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(errors);
      return value;
    };
    const page = await new BrowserPerson(server.url).open(await next());
    const granted = await (await page.submit('sign-in', person)).submit('allow');
    child.stdin.end(`${granted.location}\n`);
    expect(JSON.parse(await next())).toEqual({
      scope: 'openid cameras:read',
      cameras: 200,
      rotated: true,
      seen: true,
      gone: { active: false },
    });
  });
});
