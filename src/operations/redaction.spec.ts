import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactedPath, redactedText } from './redaction.js';

const refresh = `wrt_${'aB3-_x9'.repeat(10)}`;
const jwt = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLWl0';
const session = 'W98uOoiMFf46SyE78RjWIZjsaVM';

describe('the path of a log line', () => {
  it.each([
    [
      '/watcher/admin-api/v3/shares/abc',
      '/watcher/admin-api/v3/shares/:key',
      '/watcher/admin-api/v3/shares/[redacted]',
    ],
    ['/a/short/confirm', '/a/:token/confirm', '/a/[redacted]/confirm'],
    ['/x/invite/2AbC3dEfGh/', '/x/invite/:invite_key', '/x/invite/[redacted]/'],
    ['/api/v1/cameras/gate-0a1b2c3d4e', '/api/v1/cameras/:id', '/api/v1/cameras/gate-0a1b2c3d4e'],
  ])('%s shows no secret that its route %s takes', (url, route, shown) => {
    expect(redactedPath({ url, route })).toBe(shown);
  });

  it.each([refresh, refresh.replace('wrt_', 'cgr_'), refresh.replace('wrt_', 'cgk_'), jwt, session])(
    'never shows %s, wherever it stands and however it is escaped',
    (secret) => {
      const escaped = `%${secret.charCodeAt(0).toString(16)}${secret.slice(1)}`;
      for (const spelt of [secret, escaped]) {
        for (const url of [
          `/${spelt}`,
          `/api/v1/cameras/${spelt}/x`,
          `/shares/${spelt}?token=${spelt}`,
          `/a#${spelt}`,
        ]) {
          for (const route of [undefined, '/api/v1/cameras/:id/x'])
            expect(redactedPath({ url, route })).not.toContain(secret.slice(6));
        }
      }
    },
  );

  it.each([
    ['/device-tokens/2AbC3dEf', '/device-tokens/[redacted]'],
    ['/query/password=hunter2', '/query/password=[redacted]'],
    ['/user=admin&password=hunter2&channel=1', '[redacted]'],
    ['/rtsp:%2F%2Fadmin:hunter2@camera/1', '[redacted]'],
    ['/auth/login', '/auth/login'],
  ])('that no route knows (%s) is written with care', (url, shown) => {
    expect(redactedPath(url)).toContain(shown);
    expect(redactedPath(url)).not.toContain('hunter2');
  });

  it('is short, whatever was requested', () => {
    assert(
      property(string({ maxLength: 2_000, size: 'max' }), (text) => redactedPath(`/${text}`).length < 6_000),
      { numRuns: 200 },
    );
    for (const long of ['a', '/', '://', '%41', 'eyJ.', 'token=', '@'])
      expect(redactedPath(`/api/v1/${long.repeat(45_000 / long.length)}`).length).toBeLessThan(6_000);
  });
});

describe('a text of a log line', () => {
  it.each([
    ['postgres://camgate:hunter2@db.example.org:5432/x', 'postgres://[redacted]@db.example.org:5432/[redacted]'],
    ['rtsp://admin:12/hunter2@host/1 is off', 'rtsp://[redacted]@host/[redacted] is off'],
    ['rtsp://admin:12?hunter2@host', 'rtsp://[redacted]@host'],
    ['http://host/user=admin&password=hunter2', 'http://host/[redacted]'],
    ['at file:///app/dist/main.js:3:7', 'at file:///app/dist/main.js:3:7'],
    ['{"token":"hunter2"}', '{"token":"[redacted]"}'],
    ['Authorization: Bearer hunter2hunter2', 'Authorization: Bearer [redacted]'],
    [`a ${refresh}, a ${jwt}`, 'a [redacted], a [redacted]'],
    ['The access token has expired.', 'The access token has expired.'],
  ])('%s is written without its secret', (text, shown) => {
    expect(redactedText(text)).toBe(shown);
  });

  it.each(['/admin:ZQ/x', '/a:ZQ', '/admin%3AZQ/x', '/api/v1/cameras/admin:longer:ZQ/x'])(
    '%s shows nothing that stands behind a login',
    (path) => {
      for (const route of [undefined, '/api/v1/cameras/:id/x'])
        expect(redactedPath({ url: path, route })).not.toContain('ZQ');
    },
  );

  it('shows nothing of a part that cannot be decoded', () => {
    expect(redactedPath('/api/v1/cameras/%ff2AbC3dEfGh')).toBe('/api/v1/cameras/[redacted]');
  });

  it('does not show the half of a secret that was cut off', () => {
    const text = `${'a word '.repeat(585)}rtsp://admin:hunter2@host`;
    expect(redactedText(text)).not.toContain('admin');
    expect(redactedText(text).length).toBeLessThan(5_000);
  });
});
