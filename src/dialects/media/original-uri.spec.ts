import { describe, expect, it } from 'vitest';
import { readOriginalUri } from './original-uri.js';

describe('what a viewer asked a proxy for', () => {
  it.each([
    ['/hls/gate/index.m3u8?token=4.a', '/hls', 'gate', 'index.m3u8'],
    ['/hls/gate/12.ts?token=4.a', 'hls/', 'gate', '12.ts'],
    ['/gate/mpegts?token=4.a', undefined, 'gate', 'mpegts'],
    ['/north/gate/preview.jpg?token=4.a', '', 'north/gate', 'preview.jpg'],
    ['/a/b/n%C3%B6rd%20gate/index.m3u8?token=4.a', '/a/b', 'nörd gate', 'index.m3u8'],
    ['/what%3Fnow/index.m3u8?token=4.a', undefined, 'what?now', 'index.m3u8'],
    ['/gate/whep?token=4.a', undefined, 'gate', 'whep'],
  ])('%s below %s is camera %s, %s', (uri, prefix, cameraName, resource) => {
    expect(readOriginalUri(uri, prefix)).toEqual({ cameraName, resource, tokens: ['4.a'], archive: undefined });
  });

  it.each([
    '',
    'gate/index.m3u8',
    '/',
    '/index.m3u8',
    '/gate/',
    '//gate/index.m3u8',
    '/gate/../other/index.m3u8',
    '/gate/%2e%2e/other/index.m3u8',
    '/gate/x%2f..%2f..%2fother%2findex.m3u8',
    '/gate/./index.m3u8',
    '/gate//index.m3u8',
    '/gate/%ff/index.m3u8',
    '/gate/%/index.m3u8',
    'http://host/gate/index.m3u8',
  ])('%j is nobody’s: nginx could serve another file than it says', (uri) => {
    expect(readOriginalUri(uri)).toBeUndefined();
  });

  it('is nobody’s outside of the prefix', () => {
    expect(readOriginalUri('/live/gate/index.m3u8', '/hls')).toBeUndefined();
    expect(readOriginalUri('/hlsx/gate/index.m3u8', '/hls')).toBeUndefined();
  });

  it('is the camera that the proxy names, where it is not in the path (go2rtc)', () => {
    expect(readOriginalUri('/api/stream.m3u8?src=gate&token=4.a', '/api', 'gate')?.cameraName).toBe('gate');
  });

  it('keeps every token, so that none hides behind another', () => {
    expect(readOriginalUri('/gate/index.m3u8?token=&token=1&jwt=2&x=3?token=4')?.tokens).toEqual(['1', '2']);
  });

  it.each([
    ['archive-1700000000-3600.mp4', { fromSeconds: 1_700_000_000, asFile: true }],
    ['archive-1700000000-3600.ts', { fromSeconds: 1_700_000_000, asFile: true }],
    ['archive-1700000000-now.m3u8', { fromSeconds: 1_700_000_000 }],
    ['index-1700000000-60.m3u8', { fromSeconds: 1_700_000_000 }],
    ['timeshift_abs-1700000000.m3u8', { fromSeconds: 1_700_000_000 }],
    ['1700000000-preview.mp4', { fromSeconds: 1_700_000_000 }],
    ['1700000000.jpg', { fromSeconds: 1_700_000_000 }],
    ['timeshift_rel-3600.m3u8', {}],
    ['rewind-7200.m3u8', {}],
    ['archive-.mp4', { asFile: true }],
    ['index.m3u8', undefined],
    ['index-1.m3u8', undefined],
    ['video.m3u8', undefined],
    ['1700000000.ts', undefined],
    ['preview.mp4', undefined],
  ])('%s lies in the past as %j', (resource, archive) => {
    expect(readOriginalUri(`/gate/${resource}`)?.archive).toEqual(archive);
  });
});
