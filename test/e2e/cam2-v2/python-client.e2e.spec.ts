import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication } from '../../support/people.js';

const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;
const why = hasRequests ? '' : ' (skipped: no python3 with requests here; Debian has it as python3-requests)';

describe.skipIf(!hasRequests)(`a CAM2 v2 client in Python${why}`, { timeout: 120_000 }, () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openServer({ CAM2_V2_TOKEN_SECONDS: '2', RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
    await server.dataSource.query(
      `insert into cameras (name, object_id, organization_id, kind, snapshot_url, source)
       select 'old-' || n, substr(md5(n::text), 1, 24), 1, 'non_ip', 'http://example.org/' || n || '.jpg', 'old'
       from generate_series(1, 250) n`,
    );
  });
  afterAll(() => server.close());

  it('walks through all of the API, signing in again whenever its token has expired', async () => {
    const credentialsOf = async (level: 'user' | 'webui' | 'admin'): Promise<readonly string[]> => {
      const { clientId, clientSecret } = await createApplication(server, { level, format: 'cam2-v2' });
      return [clientId, clientSecret];
    };
    const credentials = {
      user: await credentialsOf('user'),
      webUI: await credentialsOf('webui'),
      admin: await credentialsOf('admin'),
    };
    const child = spawn('python3', ['test/e2e/clients/cam2_v2_client.py', `${server.url}/cam2/v2/`]);
    let said = '';
    child.stdout.on('data', (text) => (said += String(text)));
    child.stderr.on('data', (text) => (said += String(text)));
    child.stdin.end(JSON.stringify(credentials));
    await once(child, 'close');
    expect(said).toBe('done: walk_auth\ndone: walk_apps\ndone: walk_cameras\ndone: walk_export\n');
    expect(child.exitCode).toBe(0);
  });
});
