import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeJwt } from 'jose';
import { type TestServer, openServer } from '../support/server.js';
import { createCamera, createTenant, createUser, password, type Person, type Tenant } from '../support/people.js';

const publicUrl = 'https://example.org/camgate';
const camera = {
  title: 'Gate',
  kind: 'non_ip',
  streams: { snapshot_url: 'http://camera.example/1.jpg', protocol: 'http-image' },
};
let camgate: TestServer;
let root: Person;
let north: Tenant;

beforeAll(async () => {
  camgate = await openServer({ PUBLIC_URL: `${publicUrl}/`, RATE_LIMIT_LOGINS_PER_MINUTE: '0' });
  root = await createUser(camgate, 'root', { isAdmin: true });
  north = await createTenant(camgate, 'north');
  await createCamera(camgate, {});
});
afterAll(() => camgate.close());

const basic = (login: string): string => `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
const read = async (path: string, init: RequestInit = {}): Promise<{ headers: Headers; body: unknown }> => {
  const answer = await fetch(camgate.url + path, init);
  expect(answer.status).toBeLessThan(300);
  const text = await answer.text();
  return { headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
};
const write = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): ReturnType<typeof read> =>
  read(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('behind a proxy that takes a path away, of PUBLIC_URL', () => {
  it('the metadata is found at both of its addresses, and the issuer is its base (RFC 8414 §3.1, §5)', async () => {
    for (const path of ['/camgate', '/camgate/', ''])
      expect((await read(`/.well-known/oauth-authorization-server${path}`)).body).toMatchObject({
        issuer: publicUrl,
        token_endpoint: `${publicUrl}/oauth/token`,
        jwks_uri: `${publicUrl}/.well-known/jwks.json`,
        service_documentation: `${publicUrl}/docs`,
      });
    const other = await fetch(`${camgate.url}/.well-known/oauth-authorization-server/other`);
    expect(other.status).toBe(404);
  });

  it('tokens name it', async () => {
    const { body } = await write('/api/v1/auth/login', { login: root.login, password });
    const { access_token: token } = body as Readonly<Record<string, string>>;
    expect(decodeJwt(token ?? '')).toMatchObject({ iss: publicUrl, aud: publicUrl });
  });

  it('API documents say where the server and its token endpoint are', async () => {
    for (const dialect of ['rest', 'cam2-v1', 'cam2-v2', 'watcher-v3', 'watcher-v2', 'oauth', 'media']) {
      const { body } = await read(`/openapi/${dialect}.json`);
      expect(body).toMatchObject({ servers: [{ url: '/camgate' }, { url: publicUrl }] });
      const tokenUrls = JSON.stringify(body).match(/"tokenUrl":"[^"]*"/g) ?? [];
      for (const said of tokenUrls) expect(said).toBe('"tokenUrl":"/camgate/oauth/token"');
      expect(tokenUrls.length).toBe(['rest', 'cam2-v1', 'cam2-v2'].includes(dialect) ? 1 : 0);
    }
    const start = await (await fetch(`${camgate.url}/docs/swagger-ui-init.js`)).text();
    expect(start).toContain('"/camgate/openapi/rest.json"');
    const page = await (await fetch(`${camgate.url}/docs`)).text();
    expect(page).not.toMatch(/(?:src|href)=['"]\//);
  });

  it('headers lead back to it', async () => {
    const made = await write('/api/v1/cameras', camera, {
      authorization: basic(root.login),
    });
    expect(made.headers.get('location')).toMatch(/^\/camgate\/api\/v1\/cameras\/\d+$/);
    const token = (
      await write('/token/', { client_id: north.program.clientId, client_secret: north.program.clientSecret })
    ).body as Readonly<Record<string, string>>;
    const list = await read('/cameras.json?limit=1', { headers: { authorization: `JWT ${token['token']}` } });
    expect(list.headers.get('link')).toBe(`<${publicUrl}/cameras.json?limit=1&offset=1>; rel="next"`);
    expect((await read('/')).body).toBe(`CAM2 API. Documentation: ${publicUrl}/docs`);
  });

  it('cookies are of its path', async () => {
    const { headers } = await write('/api/v1/auth/login', { login: root.login, password, cookie: true });
    expect(headers.get('set-cookie')).toContain('; Path=/camgate/api/v1/auth;');
  });

  it('pictures of floor plans lie below it', async () => {
    const plan = { mime_type: 'image/png', b64_content: 'iVBORw0KGgo=' };
    const authorization = basic(root.login);
    const organization = `organizations/${north.organizationId}/folders`;
    const before = await read(`/watcher/client-api/v3/${organization}`, { headers: { authorization } });
    const [top] = (before.body as { readonly folders: readonly { readonly id: number }[] }).folders;
    const { body } = await write(
      `/watcher/client-api/v3/${organization}`,
      { title: 'plan', parent_id: top?.id, floor_plan: { file: plan } },
      { authorization },
    );
    const { id } = body as { readonly id: number };
    const file = { url: `/camgate/watcher/client-api/v3/${organization}/${id}/floor_plan` };
    expect(body).toMatchObject({ floor_plan: { file } });
    const list = await read(`/watcher/client-api/v3/${organization}`, { headers: { authorization } });
    expect(JSON.stringify(list.body)).toContain(file.url);
    const { body: signedIn } = await write('/vsaas/api/v2/auth/login', { login: root.login, password });
    const { session } = signedIn as Readonly<Record<string, string>>;
    const old = await read(`/vsaas/api/v2/${organization}/${id}`, { headers: { 'x-vsaas-session': session ?? '' } });
    expect(old.body).toMatchObject({ map_file: { url: `/camgate/vsaas/api/v2/${organization}/${id}/map_file` } });
  });
});
