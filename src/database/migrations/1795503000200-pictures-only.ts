import type { MigrationInterface, QueryRunner } from 'typeorm';

// What a URL gives is judged as `mediaOf` judges it today; a migration keeps what it knew when it was made.
const pictures = 'jpg|jpeg|jpe|png|gif|webp|bmp|avif|tif|tiff|svg';
const playlists = 'm3u8|m3u';
const streams = 'mjpg|mjpeg|flv|ts|mpd|asf';
const clips = 'mp4|m4v|webm|mov|avi|mkv|ogv|3gp|wmv|mpg|mpeg';
const pages = 'html|htm|xhtml|shtml';
const youtube = 'youtube[.]com|youtu[.]be|youtube-nocookie[.]com';
const pageHosts = `${youtube}|vimeo[.]com|twitch[.]tv|dailymotion[.]com|facebook[.]com|instagram[.]com`;

const ends = (url: string, words: string): string => `${url} ~* '^https?://[^/?#]+/[^?#]*[.](${words})([?#]|$)'`;
const isAt = (url: string, hosts: string): string =>
  `${url} ~* '^https?://([^/?#:]+[.])?(${hosts})(:[0-9]+)?([/?#]|$)'`;
const isPage = (url: string): string =>
  `(${ends(url, pages)} OR ${isAt(url, pageHosts)} AND NOT ${ends(url, [pictures, playlists, streams, clips].join('|'))})`;
const isVideo = (url: string): string =>
  `(${url} !~* '^https?:' OR ${ends(url, [playlists, streams, clips].join('|'))})`;
const protocolOf = (url: string): string => `CASE
  WHEN ${url} ~* '^rtsps?:' THEN 'rtsp' WHEN ${url} ~* '^rtmps?:' THEN 'rtmp'
  WHEN ${ends(url, playlists)} THEN 'hls' WHEN ${ends(url, clips)} THEN 'mp4-clip'
  WHEN ${ends(url, 'mjpg|mjpeg')} THEN 'mjpeg' WHEN ${ends(url, pictures)} THEN 'http-image'
  WHEN ${isAt(url, youtube)} THEN 'youtube-page' WHEN ${isPage(url)} THEN 'web-page' END`;
const isDirectory = (url: string): string => `(${url} ~ '^[^?#]*/([?#]|$)' OR ${url} ~ '^[a-zA-Z]+://[^/?#]*([?#]|$)')`;

/**
 * Every snapshot URL is one that may be a picture's, whatever else the camera holds: what the migration before left
 * where it was moves to where nothing is lost. A sealed login belongs to the camera and stays with it; what was sealed
 * out of the very text of a video's URL keeps that where it is.
 */
export class PicturesOnly1795503000200 implements MigrationInterface {
  readonly name = 'PicturesOnly1795503000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`UPDATE cameras SET snapshot_url = NULL, page_url = coalesce(page_url, snapshot_url),
        reference_url = CASE WHEN page_url <> snapshot_url THEN coalesce(reference_url, snapshot_url) ELSE reference_url END,
        protocol = CASE WHEN stream_url IS NULL THEN ${protocolOf('snapshot_url')} ELSE protocol END
      WHERE ${isPage('snapshot_url')}`);
    await queryRunner.query(`UPDATE cameras SET snapshot_url = NULL, stream_url = snapshot_url,
        protocol = coalesce(${protocolOf('snapshot_url')}, nullif(protocol, 'http-image'))
      WHERE ${isVideo('snapshot_url')} AND strpos(snapshot_url, '***') = 0 AND coalesce(stream_url, snapshot_url) = snapshot_url
        AND coalesce(inputs->0->>'url', snapshot_url) = snapshot_url`);
    await queryRunner.query(`UPDATE cameras SET snapshot_url = NULL,
        inputs = coalesce(inputs, jsonb_build_array(jsonb_build_object('url', stream_url)))
          || jsonb_build_array(jsonb_build_object('url', snapshot_url))
      WHERE ${isVideo('snapshot_url')} AND strpos(snapshot_url, '***') = 0`);
    await queryRunner.query(`UPDATE cameras SET kind = CASE WHEN ip IS NULL THEN 'stream' ELSE 'ip' END
      WHERE kind = 'non_ip' AND snapshot_url IS NULL AND page_url IS NULL AND coalesce(ip, stream_url) IS NOT NULL`);
    await queryRunner.query(`UPDATE cameras SET protocol = ${protocolOf('stream_url')}
      WHERE protocol = 'hls' AND NOT ${ends('stream_url', playlists)} AND (stream_url !~* '^https?:' OR ${isDirectory('stream_url')}
        OR ${isPage('stream_url')} OR ${ends('stream_url', [pictures, streams, clips].join('|'))})`);
  }

  /** Nobody can tell any more where a URL stood; it is right where it is. */
  async down(): Promise<void> {}
}
