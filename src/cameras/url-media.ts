import type { CameraProtocol } from './camera.js';
import { parseUrl } from './secrets/parse-url.js';

/** What a URL delivers: one picture, a list of video pieces (HLS), live video, recorded video, a page. */
export type UrlMedia = 'picture' | 'playlist' | 'stream' | 'clip' | 'page';

const endings: ReadonlyMap<string, UrlMedia> = new Map(
  (
    [
      ['picture', 'jpg jpeg jpe png gif webp bmp avif tif tiff svg'],
      ['playlist', 'm3u8 m3u'],
      ['stream', 'mjpg mjpeg flv ts mpd asf'],
      ['clip', 'mp4 m4v webm mov avi mkv ogv 3gp wmv mpg mpeg'],
      ['page', 'html htm xhtml shtml'],
    ] as const
  ).flatMap(([media, words]) => words.split(' ').map((ending) => [ending, media] as const)),
);
const streaming = new Set('rtsp rtsps rtmp rtmps srt ws wss mms udp rtp'.split(' '));
const youtube = ['youtube.com', 'youtu.be', 'youtube-nocookie.com'];
/** Video platforms; their pictures have an ending, everything else is a page. */
const pageHosts = [...youtube, 'vimeo.com', 'twitch.tv', 'dailymotion.com', 'facebook.com', 'instagram.com'];
const words: readonly (readonly [UrlMedia, RegExp])[] = [
  ['stream', /mjpe?g|video|stream/i],
  ['picture', /(^|[/_.-])(snap|snapshot|jpe?g|image|still|picture)([/_.-]|$)/i],
];

/**
 * What a URL delivers, by its scheme, its ending and its host, without a request. Undefined where these do not tell, as for
 * `http://example.org/camera/7`. In time linear in its length.
 */
export function mediaOf(url: string): UrlMedia | undefined {
  const parsed = parseUrl(url);
  if (parsed === undefined) return undefined;
  if (parsed.protocol === 'hls:' || parsed.protocol === 'hlss:') return 'playlist';
  if (streaming.has(parsed.protocol.slice(0, -1))) return 'stream';
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return undefined;
  return endings.get(endingOf(parsed.pathname)) ?? (isAt(parsed.hostname, pageHosts) ? 'page' : undefined);
}

/** As `mediaOf`, and where that is undefined a guess by the words in the path. */
export function likelyMediaOf(url: string): UrlMedia | undefined {
  const { protocol = '', pathname: path = '' } = parseUrl(url) ?? {};
  if (!/^https?:$/.test(protocol)) return mediaOf(url);
  return mediaOf(url) ?? words.find(([, word]) => word.test(path))?.[0];
}

/** Whether a URL may be a playlist's; a directory's never is. */
export function mayBePlaylist(url: string): boolean {
  const media = mediaOf(url);
  return (
    media === 'playlist' ||
    (media === undefined && /^https?:/i.test(url) && !(parseUrl(url)?.pathname ?? '/').endsWith('/'))
  );
}

/** The protocol of a URL, where the URL tells. */
export function protocolOf(url: string): CameraProtocol | null {
  const { protocol = '', hostname = '', pathname = '' } = parseUrl(url) ?? {};
  switch (mediaOf(url)) {
    case 'picture':
      return 'http-image';
    case 'playlist':
      return 'hls';
    case 'clip':
      return 'mp4-clip';
    case 'page':
      return isAt(hostname, youtube) ? 'youtube-page' : 'web-page';
    case 'stream':
      if (/^rtsps?:$/.test(protocol)) return 'rtsp';
      if (/^rtmps?:$/.test(protocol)) return 'rtmp';
      return /^mjpe?g$/.test(endingOf(pathname)) ? 'mjpeg' : null;
    case undefined:
      return null;
  }
}

function endingOf(path: string): string {
  const step = path.slice(path.lastIndexOf('/') + 1);
  const dot = step.lastIndexOf('.');
  return dot === -1 ? '' : step.slice(dot + 1, dot + 7).toLowerCase();
}

function isAt(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
