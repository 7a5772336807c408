import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type TestServer } from '../../support/server.js';
import { settleNorthAndSouth } from './north-and-south.js';
import { restClient, type Said } from './rest-client.js';

let server: TestServer;
let admin: string;
let camera: number;
let organization: number;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_LOGINS_PER_MINUTE: '0', REQUIRE_IF_MATCH: 'true' });
  const house = await settleNorthAndSouth(server, bearer);
  ({ admin } = house);
  camera = house.north.camera.id;
  organization = house.north.organizationId;
});
afterAll(() => server.close());

const remove = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Said> =>
  ask(path, admin, { method: 'DELETE', headers });

describe('Where REQUIRE_IF_MATCH is set, whoever changes something', () => {
  it('must state the version of a camera, in the header or in the body', async () => {
    const path = `/api/v1/cameras/${camera}`;
    expect(await send('PATCH', path, { title: 'x' }, admin)).toBeProblem(428, 'input.precondition-missing', 'If-Match');
    expect(await remove(path)).toBeProblem(428, 'input.precondition-missing', 'If-Match');
    const version = Number((await ask(path, admin)).body['version']);
    expect((await send('PATCH', path, { title: 'x', version }, admin)).status).toBe(200);
    expect((await send('PATCH', path, { title: 'y' }, admin, { 'if-match': '*' })).status).toBe(200);
    expect(await send('PATCH', path, { title: 'z' }, admin, { 'if-match': '"1", "2"' })).toBeProblem(
      400,
      'input.invalid',
      'If-Match',
    );
  });

  it('must state the tag of every other resource that has one', async () => {
    const path = `/api/v1/organizations/${organization}`;
    const tag = (await ask(path, admin)).headers.get('etag') ?? '';
    expect(await send('PATCH', path, { title: 'x' }, admin)).toBeProblem(428, 'input.precondition-missing', 'If-Match');
    expect((await send('PATCH', path, { title: 'x' }, admin, { 'if-match': tag })).status).toBe(200);
    expect(await remove(`${path}?force=true`)).toBeProblem(428, 'input.precondition-missing', 'If-Match');
    const provider = await send('PATCH', '/api/v1/identity-providers/none', { title: 'x' }, admin);
    expect(provider).toBeProblem(428, 'input.precondition-missing', 'If-Match');
  });

  it('must state the version in each operation of a batch, but of no new camera', async () => {
    const batch = (operations: readonly object[], atomic: boolean): Promise<Said> =>
      send('POST', '/api/v1/cameras:batch', { operations, atomic }, admin);
    const operations = [
      { op: 'create', body: {} },
      { op: 'update', id: camera, body: {} },
      { op: 'delete', id: camera },
    ];
    expect(await batch(operations, true)).toBeProblem(428, 'input.precondition-missing', 'operations.1.version');
    expect((await batch(operations, false)).body['results']).toMatchObject([
      { status: 201 },
      { status: 428 },
      { status: 428, problem: { code: 'input.precondition-missing' } },
    ]);
    const version = (await ask(`/api/v1/cameras/${camera}`, admin)).body['version'];
    expect((await batch([{ op: 'update', id: camera, version, body: {} }], true)).status).toBe(200);
  });

  it('adds without stating anything', async () => {
    expect((await send('POST', '/api/v1/cameras', { title: 'New' }, admin)).status).toBe(201);
  });
});
