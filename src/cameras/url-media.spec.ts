import { describe, expect, it } from 'vitest';
import { likelyMediaOf, mayBePlaylist, mediaOf, protocolOf } from './url-media.js';

describe('a URL shows that it gives', () => {
  it.each([
    ['http://a.example/cam.jpg', 'picture'],
    ['https://a.example/CAM.JPEG?t=1', 'picture'],
    ['https://a.example/INDOT_471.flv.png', 'picture'],
    ['https://img.youtube.com/vi/x/hqdefault.jpg', 'picture'],
    ['https://a.example/stream/cam.jpg', 'picture'],
    ['https://a.example/x.stream/playlist.m3u8', 'playlist'],
    ['https://a.example/chunks.M3U8?token=a.jpg#x', 'playlist'],
    ['hls://a.example/x', 'playlist'],
    ['http://a.example/mjpg/video.mjpg', 'stream'],
    ['rtsp://a.example/live.jpg', 'stream'],
    ['rtmp://a.example/x', 'stream'],
    ['https://a.example/00001.01251.mp4', 'clip'],
    ['http://a.example/view/view.shtml?id=7&imagePath=video.mjpg', 'page'],
    ['http://a.example/cam.html#a.jpg', 'page'],
    ['https://www.youtube.com/watch?v=x', 'page'],
    ['https://youtu.be/x', 'page'],
    ['http://a.example/', undefined],
    ['http://a.example/camera/7', undefined],
    ['http://a.example/cgi-bin/cam.php?f=a.jpg', undefined],
    ['http://notyoutube.com/x', undefined],
    ['ftp://a.example/1.jpg', undefined],
    ['no URL', undefined],
  ])('%s: %s', (url, media) => {
    expect(mediaOf(url)).toBe(media);
  });

  it('by its words at least what is likely', () => {
    expect(likelyMediaOf('http://a.example/axis-cgi/jpg/image.cgi')).toBe('picture');
    expect(likelyMediaOf('http://a.example/axis-cgi/mjpg/video.cgi')).toBe('stream');
    expect(likelyMediaOf('http://a.example/snapshot')).toBe('picture');
    expect(likelyMediaOf('http://a.example/camera/7')).toBeUndefined();
  });

  it('a playlist, or nothing that says otherwise', () => {
    expect(['x.m3u8', 'live/7'].map((path) => mayBePlaylist(`http://a.example/${path}`))).toEqual([true, true]);
    for (const url of ['http://a.example/D6/', 'http://a.example', 'http://a.example/x.mp4', 'rtsp://a.example/x'])
      expect(mayBePlaylist(url)).toBe(false);
  });

  it('what it speaks', () => {
    const urls = ['http://a/x.jpg', 'http://a/x.m3u8', 'http://a/x.mp4', 'http://a/x.htm', 'https://youtu.be/x'];
    expect(urls.map(protocolOf)).toEqual(['http-image', 'hls', 'mp4-clip', 'web-page', 'youtube-page']);
    const streams = ['rtsps://a/x', 'rtmp://a/x', 'http://a/x.mjpeg', 'srt://a/x', 'http://a/x'];
    expect(streams.map(protocolOf)).toEqual(['rtsp', 'rtmp', 'mjpeg', null, null]);
  });

  it('in a time that grows with its length alone', () => {
    const long = `http://a.example/${'-snapshot.'.repeat(200_000)}`;
    expect(likelyMediaOf(long)).toBe('picture');
    expect(mediaOf(`http://a.example/${'/.'.repeat(200_000)}jpg`)).toBe('picture');
  });
});
