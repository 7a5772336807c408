import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { authorizationOf, readBasic } from './request.js';
import { refuseUnreadableUrl } from './body.js';

const basic = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');

function requestWith(...authorization: string[]): FastifyRequest {
  const rawHeaders = authorization.flatMap((value) => ['Authorization', value]);
  return {
    headers: authorization[0] === undefined ? {} : { authorization: authorization[0] },
    originalUrl: '/',
    raw: { rawHeaders },
  } as unknown as FastifyRequest;
}

describe('HTTP Basic (R-HDR-2)', () => {
  it('is split at the first colon', () => {
    expect(readBasic(basic('ann:pass:word'))).toEqual({ name: 'ann', secret: 'pass:word' });
  });

  it('is read as UTF-8, and as Latin-1 where it is not UTF-8 (python-requests)', () => {
    expect(readBasic(basic('änn:pässword'))).toEqual({ name: 'änn', secret: 'pässword' });
    expect(readBasic(basic('änn:pässword', 'latin1'))).toEqual({ name: 'änn', secret: 'pässword' });
  });

  it.each([
    ['no base64 at all!'],
    [basic('nocolon')],
    [basic('ann:')],
    [basic(':password')],
    [basic('ann:pass\nword')],
    [basic('ann:\0')],
    [''],
  ])('%s is refused', (value) => {
    expect(readBasic(value)).toBeUndefined();
  });
});

describe('the Authorization header', () => {
  it('is split into scheme and value, whatever the case of its scheme', () => {
    expect(authorizationOf(requestWith('bEaReR abc'))).toEqual({ scheme: 'bearer', value: 'abc' });
  });

  it.each([
    [['JWT'], 'token-absent'],
    [['Bearer a b'], 'token-spaced'],
    [['Bearer a', 'Bearer b'], 'repeated'],
    [['Nonsense'], 'scheme-unknown'],
  ])('%j is malformed: %s', (headers, reason) => {
    expect(authorizationOf(requestWith(...headers))).toEqual({ kind: 'malformed', reason });
  });

  it('may be absent', () => {
    expect(authorizationOf(requestWith())).toBeUndefined();
  });
});

describe('a URL', () => {
  it.each(['/cameras/%00', '/cameras?city=%00', '/cameras/%zz', '/cameras?city=%ff', '/cameras?city=%ed%a0%80'])(
    '%s cannot be read',
    (url) => {
      expect(() => refuseUnreadableUrl(url)).toThrow(expect.objectContaining({ code: 'input.unreadable' }));
    },
  );

  it.each(['/cameras?city=S%C3%A3o%20Paulo', '/query/lat=1,lng=2,radius=3/', '/streams/a%2Fb'])('%s can', (url) => {
    expect(() => refuseUnreadableUrl(url)).not.toThrow();
  });
});
