import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialectNames, type DialectName, Vault } from '#config';
import { AuditVerifierService } from '#audit';
import { openBackup, writeBackup, restoreBackup } from '#database';
import { DatabaseSession } from '../../src/database/database-session.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { openServer, type TestServer } from '../support/server.js';
import { type Definition, type ExampleRequest, examplesOf, inOrder } from './openapi/definition.js';
import { type FreshServer, openFreshServer } from './openapi/fresh-server.js';
import { send } from './openapi/send.js';
import { stories } from './openapi/stories.js';
import { field, type Headers_, postJson, read } from './openapi/story.js';

const secret = 'the master secret of the tests, 32+ characters';

/** Answers that tell of the process, the moment or the database itself. */
const ofTheProcess: Readonly<Record<string, string>> = {
  token_get: 'makes a token',
  access_log_list: 'has the requests of this test',
  listAuditEvents: 'has the requests of this test',
  system_config_get: 'names the database',
  cluster_stats_get: 'names the process',
  liveness_probe: 'tells since when the process runs',
  readiness_probe: 'tells since when the process runs',
  listCameraChanges: 'makes a cursor',
};

/** What was asked, and with what. */
interface Question {
  readonly dialect: DialectName;
  readonly request: ExampleRequest;
  readonly replaced: Readonly<Record<string, unknown>>;
  readonly credentials: Headers_;
}

let first: FreshServer;
let database: TestDatabase;
/** Another process on the database of the first one, and one on the restored database. */
let original: TestServer;
let restored: TestServer;
let questions: readonly Question[];
let signedIn: unknown;

beforeAll(async () => {
  first = await openFreshServer();
  questions = (await Promise.all(dialectNames.map(fill))).flat();
  signedIn = await signIn(first.url);
  database = await emptyDatabase();
  const vault = new Vault(secret);
  const pipe = new PassThrough();
  const from = { url: first.server.databaseUrl, session: DatabaseSession.of(first.server.databaseUrl) };
  const writing = writeBackup({ ...from, vault, program: '0.0.0', now: new Date() }, pipe);
  await restoreBackup(
    { url: database.url, session: DatabaseSession.of(database.url), vault },
    await openBackup(pipe, vault),
  );
  await writing;
  const settings = { RATE_LIMIT_LOGINS_PER_MINUTE: '0' };
  original = await openServer({ ...settings, DATABASE_URL: first.server.databaseUrl });
  restored = await openServer({ ...settings, DATABASE_URL: database.url });
}, 240_000);

afterAll(async () => {
  await restored.close();
  await original.close();
  await first.close();
  await database.drop();
});

/** Sends what makes and changes things, as the documents of an API have it; answers what is to be read afterwards. */
async function fill(dialect: DialectName): Promise<readonly Question[]> {
  const story = stories[dialect];
  const definition = (await (await fetch(`${first.url}/openapi/${dialect}.json`)).json()) as Definition;
  const requests = examplesOf(definition)
    .flatMap(([body]) => body ?? [])
    .filter(({ operation }) => story.notSent[operation.operationId] === undefined);
  const told = new Map<string, unknown>();
  const credentials = await story.signIn(first);
  const asked: Question[] = [];
  for (const request of inOrder(requests, story.places)) {
    const id = request.operation.operationId;
    if (request.method === 'DELETE' || /log_?out|revoke|sessions_end/i.test(id)) continue;
    const replaced = (await story.replacements[id]?.values(first, told)) ?? {};
    const own = story.own[id]?.(first) ?? credentials;
    if (request.method === 'GET' && id in ofTheProcess) continue;
    if (request.method === 'GET') asked.push({ dialect, request, replaced, credentials: own });
    else
      told.set(
        id,
        await send(first.url, request, replaced, own).then((response) => response.json().catch(() => undefined)),
      );
  }
  return asked;
}

function signIn(url: string): Promise<unknown> {
  const { login, password } = first.administrator;
  return postJson(
    `${url}/watcher/client-api/v3/login`,
    {},
    { authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}` },
  );
}

describe('a restored server', () => {
  it('has rows in most tables, so that there is something to compare', async () => {
    const tables = await restored.dataSource.query<{ name: string }[]>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`,
    );
    const filled: string[] = [];
    for (const { name } of tables)
      if ((await restored.dataSource.query<unknown[]>(`SELECT FROM "${name}" LIMIT 1`)).length > 0) filled.push(name);
    expect(filled.length).toBeGreaterThan(35);
  });

  it.each(dialectNames)('answers what is read of %s as the first one does', async (dialect) => {
    const differing: string[] = [];
    let compared = 0;
    for (const question of questions.filter((one) => one.dialect === dialect)) {
      const [was, is] = [await answerOf(original, question), await answerOf(restored, question)];
      compared += 1;
      if (was !== is) differing.push(`${question.request.operation.operationId}\n${was}\n${is}`);
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(dialect === 'media' || dialect === 'oauth' ? 0 : 3);
  });

  it('takes a refresh token from before', async () => {
    const refreshed = await postJson(
      `${restored.url}/watcher/client-api/v3/login`,
      {},
      { authorization: `Bearer ${String(field(signedIn, 'refresh_token'))}` },
    );
    expect(field(refreshed, 'access_token')).toEqual(expect.any(String));
  });

  it('takes an access token from before, and has the same keys', async () => {
    const headers = { authorization: `Bearer ${String(field(signedIn, 'access_token'))}` };
    expect((await fetch(`${restored.url}/watcher/client-api/v3/streams`, { headers })).status).toBe(200);
    const keys = ({ url }: TestServer): Promise<unknown> => read(fetch(`${url}/.well-known/jwks.json`));
    expect(await keys(restored)).toEqual(await keys(original));
    expect(field(await keys(restored), 'keys')).not.toEqual([]);
  });

  it('has an audit log that nobody has changed', async () => {
    const { ok } = await restored.app.get(AuditVerifierService).verify();
    expect(ok).toBe(true);
  });
});

/** Status and text, without what is made up for each answer. */
async function answerOf(server: TestServer, { request, replaced, credentials }: Question): Promise<string> {
  const response = await send(server.url, request, replaced, credentials);
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  const text = /json|text|csv|xml/.test(type)
    ? bytes.toString('utf8')
    : createHash('sha256').update(bytes).digest('hex');
  return `${response.status} ${type} ${text.replaceAll(server.url, '')}`;
}
