import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import type { Tenant } from '../../support/people.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { itemsOf, namesOf, restClient, type Said } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let admin: string;
let editor: string;
let member: string;
const { ask, send, bearer, tokenOf } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, south, admin, editor, member } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

describe('One camera', () => {
  it('is shown with an ETag that saves the second download', async () => {
    const path = `/api/v1/cameras/${north.camera.id}`;
    const said = await ask(path, member);
    expect(said.body).toMatchObject({ id: north.camera.id, name: 'north/gate' });
    const own = String(said.headers.get('etag'));
    // The address is hidden from a member.
    expect(own).toMatch(/^"1\.[\w-]{22}"$/);
    expect((await ask(path, editor)).headers.get('etag')).toBe('"1"');
    for (const tag of [own, `W/${own}`, `"7", ${own}`, '*'])
      expect((await ask(path, member, { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect((await ask(path, member, { headers: { 'if-none-match': '"2"' } })).status).toBe(200);
    const [listed] = itemsOf(await ask('/api/v1/cameras?name=north/gate', member));
    expect(said.body).toEqual(listed);
    const part = await ask(`${path}?fields=title,id`, member);
    expect(part.body).toEqual({ id: north.camera.id, title: 'Gate of north' });
    expect(part.headers.get('etag')).toBe(own);
    expect(await ask(`${path}?limit=1`, member)).toBeProblem(400, 'input.invalid', 'limit');
  });

  it('that is hidden answers exactly like one that is not there, whatever is asked of it (R-API)', async () => {
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', {}],
      ['DELETE', undefined],
    ] as const) {
      const asked = (id: string | number): Promise<Said> =>
        body === undefined
          ? ask(`/api/v1/cameras/${id}`, editor, { method })
          : send(method, `/api/v1/cameras/${id}`, body, editor);
      for (const id of [south.camera.id, 2_147_483_647, 99_999_999_999, 'abc', '1.5', '-1', '01', '%F0%9F%93%B7']) {
        const said = await asked(id);
        expect(said).toBeProblem(404, 'camera.not-found');
        expect(said.body).toMatchObject({ title: 'There is no such camera.', detail: 'There is no such camera.' });
      }
    }
    expect((await ask(`/api/v1/cameras/${south.camera.id}`, admin)).status).toBe(200);
  });
});

describe('Two private organizations', () => {
  it('never see each other’s cameras, by person or by program, in any list or count (R-API)', async () => {
    const callers = [
      [await bearer(north.member.login), 'north'],
      [await bearer(south.member.login), 'south'],
      [await tokenOf(north.program), 'north'],
      [await tokenOf(south.program), 'south'],
    ] as const;
    for (const [authorization, own] of callers) {
      const other = own === 'north' ? south : north;
      const queries = [
        '',
        '&q=gate',
        '&near=35.6595,139.7005',
        '&near=35.6595,139.7005&radius=1000',
        '&bbox=139,35,140,36',
        '&sort=-name',
        `&organization_id=${other.organizationId}`,
        `&name=${other.camera.name}`,
      ];
      for (const query of queries) {
        const said = await ask(`/api/v1/cameras?total=true${query}`, authorization);
        const expected = query.includes('organization_id') || query.includes('name=') ? [] : [`${own}/gate`];
        expect([query, namesOf(said), said.body['total']]).toEqual([query, expected, expected.length]);
      }
      expect((await ask(`/api/v1/cameras/${other.camera.id}`, authorization)).status).toBe(404);
    }
  });
});
