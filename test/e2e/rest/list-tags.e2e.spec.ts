import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../support/server.js';
import type { Tenant } from '../../support/people.js';
import { openUnthrottledHouse, settleNorthAndSouth } from './north-and-south.js';
import { restClient } from './rest-client.js';

let server: TestServer;
let north: Tenant;
let admin: string;
let editor: string;
let member: string;
const { ask, send, bearer } = restClient(() => server.url);

beforeAll(async () => {
  server = await openUnthrottledHouse();
  ({ north, admin, editor, member } = await settleNorthAndSouth(server, bearer));
});
afterAll(() => server.close());

const list = '/api/v1/cameras?limit=100';
const tagOf = async (authorization: string, path = list, accept = 'application/json'): Promise<string> => {
  const said = await ask(path, authorization, { headers: { accept } });
  expect(said.status).toBe(200);
  expect(said.headers.get('cache-control')).toBe('private, no-cache');
  return String(said.headers.get('etag'));
};
const statusWith = async (tag: string, authorization: string, path = list): Promise<number> =>
  (await ask(path, authorization, { headers: { 'if-none-match': tag } })).status;

describe('A list of cameras', () => {
  it('has a strong entity tag that saves the second download', async () => {
    const tag = await tagOf(member);
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const said = await ask(list, member, { headers: { 'if-none-match': known } });
      expect(said).toMatchObject({ status: 304, body: {} });
      expect(said.headers.get('etag')).toBe(tag);
    }
    expect(await statusWith('"other"', member)).toBe(200);
    expect((await ask(list, member, { method: 'HEAD', headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  it('has another tag in another form, with other fields, and with a total', async () => {
    const tags = await Promise.all([
      tagOf(member),
      tagOf(member, list, 'application/geo+json'),
      tagOf(member, `${list}&fields=id`),
      tagOf(member, `${list}&total=true`),
      tagOf(member, `${list}&near=1,1`),
      tagOf(member, `${list}&include=organization`),
      tagOf(editor, `${list}&include=can`),
    ]);
    expect(new Set(tags).size).toBe(tags.length);
    expect(await statusWith(tags[3], member, `${list}&total=true`)).toBe(304);
    expect(await statusWith(tags[5], member, `${list}&include=organization`)).toBe(304);
    await server.dataSource.query('update organizations set title = $1 where id = $2', ['Far', north.organizationId]);
    expect(await statusWith(tags[5], member, `${list}&include=organization`)).toBe(200);
  });

  it('has a new tag after a change, a creation, a deletion, and with other rights', async () => {
    const seen = [await tagOf(editor)];
    const changed = async (): Promise<void> => {
      const before = String(seen.at(-1));
      expect(await statusWith(before, editor)).toBe(200);
      seen.push(await tagOf(editor));
    };
    await send('PATCH', `/api/v1/cameras/${north.camera.id}`, { title: 'Changed' }, editor);
    await changed();
    const made = await send(
      'POST',
      '/api/v1/cameras',
      { name: 'north-made', organization_id: north.organizationId },
      editor,
    );
    expect(made.status).toBe(201);
    await changed();
    expect((await ask(`/api/v1/cameras/${String(made.body['id'])}`, editor, { method: 'DELETE' })).status).toBe(204);
    await changed();
    // The list is the same again as before the creation.
    expect(seen.pop()).toBe(seen.at(-2));
    const { body } = await ask('/api/v1/me', editor);
    await server.dataSource.query('update memberships set can_edit_streams = false where user_id = $1', [body['id']]);
    await changed();
    await server.dataSource.query('update memberships set can_view_streams = false where user_id = $1', [body['id']]);
    await changed();
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('is told to nobody as unchanged who posts the question', async () => {
    const said = await send('POST', '/api/v1/cameras/search', { limit: 10 }, admin, { 'if-none-match': '*' });
    expect(said.status).toBe(200);
  });
});

describe('One camera', () => {
  it('has another tag as soon as its address is shown to the caller, or hidden from them', async () => {
    const path = `/api/v1/cameras/${north.camera.id}`;
    const tag = async (): Promise<string> => String((await ask(path, member)).headers.get('etag'));
    const mayEdit = (may: boolean): Promise<unknown> =>
      server.dataSource.query('update memberships set can_edit_streams = $1 where user_id = $2', [
        may,
        north.member.id,
      ]);
    const hidden = await tag();
    await mayEdit(true);
    expect(await statusWith(hidden, member, path)).toBe(200);
    const shown = await tag();
    // A change goes by the version, whatever is shown.
    const change = await send('PATCH', path, { title: 'Seen' }, member, { 'if-match': hidden });
    expect(change.status).toBe(200);
    await mayEdit(false);
    expect(await statusWith(shown, member, path)).toBe(200);
    expect((await ask(path, member, { method: 'PATCH', headers: { 'if-match': '' } })).status).toBe(400);
  });
});
