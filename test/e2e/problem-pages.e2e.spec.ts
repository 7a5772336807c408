import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemCatalogue } from '#dialects';
import { accessErrorCodes, authErrorCodes, cameraErrorCodes, listErrorCodes, objectErrorCodes } from '#errors';
import { openServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await openServer({ PUBLIC_URL: 'http://camgate.test/cameras-of-town' });
});
afterAll(() => server.close());

const get = (path: string, accept = 'text/html'): Promise<Response> =>
  fetch(server.url + path, { headers: { accept } });

describe('Whoever meets a problem', () => {
  it('finds a page for each code, with what it means and what to do', async () => {
    const known = problemCatalogue.map(({ code }) => code);
    const thrown = [
      ...authErrorCodes,
      ...accessErrorCodes,
      ...cameraErrorCodes,
      ...listErrorCodes,
      ...objectErrorCodes,
    ];
    expect(known).toEqual(expect.arrayContaining([...thrown]));
    const index = await (await get('/docs/problems')).text();
    for (const { code, status, title, meaning, advice } of problemCatalogue) {
      expect(index).toContain(`href="/cameras-of-town/docs/problems/${code}"`);
      const answer = await get(`/docs/problems/${code}`);
      expect([code, answer.status, answer.headers.get('content-type')]).toEqual([
        code,
        200,
        'text/html; charset=utf-8',
      ]);
      const page = (await answer.text()).replaceAll('&quot;', '"');
      for (const part of [`Status ${status}: ${title}`, meaning, advice]) expect(page).toContain(part);
      expect(page).not.toContain('<script');
      expect(status).toBeGreaterThanOrEqual(400);
    }
    expect(new Set(problemCatalogue.map(({ meaning }) => meaning)).size).toBe(problemCatalogue.length);
  });

  it('is led there by the answer itself', async () => {
    const answer = await get('/api/v1/cameras', 'application/json');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('link')).toBe('</cameras-of-town/docs/problems/credential.missing>; rel="help"');
    const none = await get('/docs/problems/no.such-code');
    expect(none.status).toBe(404);
    expect(none.headers.get('link')).toBe('</cameras-of-town/docs/problems/route.unknown>; rel="help"');
    // Other APIs have errors of their own, whose codes have no pages.
    expect((await get('/watcher/client-api/v3/streams')).headers.get('link')).toBeNull();
  });

  it('reads the same as JSON where Accept asks for it', async () => {
    const one = await get('/docs/problems/camera.changed', 'application/json');
    expect(await one.json()).toEqual(problemCatalogue.find(({ code }) => code === 'camera.changed'));
    expect(await (await get('/docs/problems/', 'application/json')).json()).toEqual({ items: problemCatalogue });
    expect((await get('/docs/problems', 'image/png')).status).toBe(406);
  });

  it('gets a page that may run nothing and show nothing but its own style', async () => {
    const answer = await get('/docs/problems/input.invalid');
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(await answer.text()) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(answer.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'`,
    );
  });
});
