import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';

const frontend = 'https://cams.example.org';
let server: TestServer;

beforeAll(async () => {
  server = await openServer({ CORS_ORIGINS: frontend, PUBLIC_URL: 'https://camgate.example.org' });
});
afterAll(() => server.close());

const apis = [
  '/cameras/',
  '/watcher/client-api/v3/streams',
  '/vsaas/api/v2/cameras',
  '/oauth/token',
  '/api/v1/cameras',
  '/nothing',
];

describe('a browser (R-HDR-4)', () => {
  it('of an allowed origin may send a preflight and read the exposed headers', async () => {
    const preflight = await fetch(`${server.url}/api/v1/cameras`, {
      method: 'OPTIONS',
      headers: {
        origin: frontend,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(frontend);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(preflight.headers.get('access-control-max-age')).toBe('600');
    const refused = await fetch(`${server.url}/api/v1/cameras`, { headers: { origin: frontend } });
    expect(refused.headers.get('access-control-allow-origin')).toBe(frontend);
    expect(refused.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
  });

  it.each(['https://evil.example', 'null', 'https://cams.example.org.evil.example'])(
    'of origin %s may not',
    async (origin) => {
      const { headers } = await fetch(`${server.url}/api/v1/cameras`, { headers: { origin } });
      expect(headers.get('access-control-allow-origin')).not.toBe(origin);
      expect(headers.get('access-control-allow-origin')).not.toBe('*');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  it('of any origin may read the public keys', async () => {
    const { headers } = await fetch(`${server.url}/.well-known/jwks.json`, {
      headers: { origin: 'https://any.example' },
    });
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe.each(apis)('every answer at %s (R-HDR-5)', (path) => {
  it('carries the security headers and does not name the server software', async () => {
    const { headers } = await fetch(server.url + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });
});
