import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLogService } from '#audit';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, type Program } from '../../support/people.js';
import { Cam2V2Client } from '../clients/cam2-v2.js';

let server: TestServer;
let program: Program;
let token: string;
let said = '';
const canary = `canary${randomBytes(20).toString('hex')}`;
const standardWrite = process.stdout.write.bind(process.stdout);

beforeAll(async () => {
  process.stdout.write = (chunk: string | Uint8Array, ...more: never[]): boolean => {
    said += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return standardWrite(chunk, ...more);
  };
  server = await openServer({ LOG_LEVEL: 'debug', RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  program = await createApplication(server, { format: 'cam2-v2', level: 'admin' });
  token = (await Cam2V2Client.of(server, program)).token ?? '';
});
afterAll(async () => {
  process.stdout.write = standardWrite;
  await server.close();
});

/** As it stands: `fetch` would mend the URL. */
async function raw(method: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(server.url, { method, path }, (answer) => {
      let text = JSON.stringify(answer.headers);
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () => resolve(text));
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('a secret in the query string (R-LOG)', () => {
  it('reaches no log, no answer and no audit, whatever is wrong with the request', async () => {
    const secrets = [program.clientSecret, canary, token];
    const answers: string[] = [];
    for (const secret of secrets) {
      const right = `clientID=${program.clientId}&clientSecret=${secret}`;
      for (const [method, path] of [
        ['GET', `/cam2/v2/auth?clientID=nobody&clientSecret=${secret}`],
        ['GET', `/cam2/v2/auth?clientSecret=${secret}`],
        ['GET', `/cam2/v2/auth?clientSecret=${secret}&clientSecret=${secret}&clientID=x`],
        ['GET', `/cam2/v2/auth?clientSecret=${secret}%00&clientID=x`],
        ['GET', `/cam2/v2/auth?clientSecret=${secret}%ff&clientID=%`],
        ['GET', `/cam2/v2/auth/nothing?${right}`],
        ['GET', `/cam2/v2/auth%zz?${right}`],
        ['POST', `/cam2/v2/auth?${right}`],
        ['GET', `/cam2/v2?${right}`],
        ['GET', `/cam2/v3/auth?${right}`],
        ['GET', `/cam2/v2/${'x'.repeat(3000)}?${right}`],
        ['GET', `/cam2/v2/cameras/search?access_token=${secret}&offset=x`],
        ['GET', `/cam2/v2/cameras/search?access_token=${secret}x`],
        ['GET', `/cam2/v2/cameras/search?access_token=${secret}&access_token=${secret}`],
        ['GET', `/cam2/v2/cameras/exist?access_token=${token}&type=non_ip&snapshot_url=http://u:${secret}@h/`],
        ['GET', `/cam2/v2/nothing?access_token=${secret}`],
        ['DELETE', `/cam2/v2/cameras/search?access_token=${secret}`],
        ['PUT', `/cam2/v2/apps/x/secret?access_token=${secret}`],
      ] as const)
        answers.push(await raw(method, path));
    }
    await raw('GET', `/cam2/v2/auth?clientID=${program.clientId}&clientSecret=${program.clientSecret}`);
    await server.app.get(AuditLogService).flush();
    const audit = JSON.stringify(await server.dataSource.query('select * from audit_events'));
    expect(said).toContain('/cam2/v2/auth');
    for (const secret of secrets)
      for (const place of [said, audit, answers.join('\n')]) expect(place.includes(secret)).toBe(false);
  });
});
