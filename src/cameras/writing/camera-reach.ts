import { isDeepStrictEqual } from 'node:util';
import type { CameraInput } from '../camera-media.js';
import { likelyMediaOf, mayBePlaylist, protocolOf } from '../url-media.js';
import type { CameraValues } from './camera-values.js';
import { parseUrl } from '../secrets/parse-url.js';
import type { CameraKind } from '../camera.js';

/**
 * Inputs and the fields with the same content: `streamUrl` (video), `snapshotUrl` (a picture), `ip` with port and paths.
 * 1. Where nobody set inputs, they are derived: the stream URL, else the snapshot URL, else the address.
 * 2. Inputs in a draft decide where the camera is reached. A first input that was the first before stays what it was.
 *    Else a video becomes the stream URL and a picture the snapshot URL, in a scheme that every client reads; an input
 *    without an address (`publish://`) becomes neither. A former source that is no longer among the inputs is cleared: the
 *    stream URL, a snapshot URL without a stream (beside one it is a thumbnail and stays), an address to which the first
 *    input does not lead. A snapshot URL or an address in the same draft stays beside the inputs.
 * 3. A draft that changes the source without inputs (a URL or an address, in any dialect) replaces the inputs that
 *    somebody set before: they are derived from the new source. A thumbnail is no source.
 * 4. An empty list is no source: URLs and address are cleared. Null forgets the inputs that were set; 1 holds again.
 * 5. Inputs equal to the derived ones are not stored, so that a client that sends back what it read changes nothing.
 */
export type Reach = Pick<
  CameraValues,
  'streamUrl' | 'snapshotUrl' | 'ip' | 'port' | 'imagePath' | 'videoPath' | 'inputs'
>;

/**
 * Where a camera is reached after a write.
 * @param reach the fields of the draft over the stored ones, with the stored inputs
 * @param given the draft's inputs; undefined where it has none, null where it forgets them
 * @param before of a camera that is changed
 */
export function prepareReach(
  reach: Reach,
  given: readonly CameraInput[] | null | undefined,
  before: Reach | undefined,
  beside: Beside,
): Reach {
  const { streamUrl, snapshotUrl, ip, port, imagePath, videoPath } = reach;
  const fields = { streamUrl, snapshotUrl, ip, port, imagePath, videoPath };
  if (given) return reachedBy(given, { ...fields, inputs: null }, before, beside);
  const kept = given === undefined && before && !isElsewhere(reach, before);
  return { ...fields, inputs: kept ? reach.inputs : null };
}

/** Which of the fields come with the inputs in one draft. */
export type Beside = Readonly<Record<'ip' | 'snapshotUrl', boolean>>;

const nowhere = { ip: null, port: null, imagePath: null, videoPath: null } as const;

/**
 * Where a camera with these inputs is reached.
 * @param reach where it would be reached without them
 * @param before of a camera that is changed
 */
function reachedBy(inputs: readonly CameraInput[], reach: Reach, before: Reach | undefined, beside: Beside): Reach {
  const [first] = inputs;
  if (!first) return { streamUrl: null, snapshotUrl: null, ...nowhere, inputs: null };
  const prepared = { ...reach, ...fromFirst(first.url, inputs, reach, before, beside) };
  return { ...prepared, inputs: isDeepStrictEqual(inputs, derivedInputs(prepared)) ? null : inputs };
}

/** Whether the source has changed, so that inputs and protocol of the old one no longer hold. */
export function isElsewhere(now: Reach, before: Reach): boolean {
  if (now.streamUrl !== before.streamUrl || addressUrl(now) !== addressUrl(before)) return true;
  const [first] = before.inputs ?? [];
  // A snapshot URL beside a stream, or beside inputs of another kind, is a thumbnail.
  const isSource = now.streamUrl === null && (!first || projected(first.url) !== undefined);
  return isSource && now.snapshotUrl !== before.snapshotUrl;
}

/** The inputs of a camera for which nobody set any; the twin of `effectiveInputs` in SQL. */
export function derivedInputs(reach: Reach): readonly CameraInput[] {
  const url = reach.streamUrl ?? reach.snapshotUrl ?? addressUrl(reach);
  return url === null ? [] : [{ url }];
}

function fromFirst(
  url: string,
  inputs: readonly CameraInput[],
  reach: Reach,
  before: Reach | undefined,
  beside: Beside,
): Partial<Reach> {
  const listed = before && (before.inputs ?? derivedInputs(before));
  if (before && listed?.[0]?.url === url) return sourceOf(before, url);
  if (reach.streamUrl === null && reach.snapshotUrl === null && url === addressUrl(reach)) return {};
  const target = projected(url);
  const address = beside.ip || leadsTo(target ?? url, reach.ip) ? {} : nowhere;
  const known = [before?.snapshotUrl, reach.snapshotUrl];
  const isPicture = target !== undefined && (known.includes(target) || likelyMediaOf(target) === 'picture');
  if (isPicture) return { ...address, streamUrl: null, snapshotUrl: target };
  const wasSource = before && before.streamUrl === null && before.snapshotUrl === reach.snapshotUrl;
  const isKept = beside.snapshotUrl || !wasSource || inputs.some((input) => input.url === reach.snapshotUrl);
  return { ...address, streamUrl: target ?? null, snapshotUrl: isKept ? reach.snapshotUrl : null };
}

/** The fields that are a camera's source, unchanged; an input without an address has none. */
function sourceOf(reach: Reach, url: string): Partial<Reach> {
  if (projected(url) === undefined) return { streamUrl: null };
  if (reach.streamUrl !== null) return { streamUrl: reach.streamUrl };
  if (reach.snapshotUrl !== null) return { snapshotUrl: reach.snapshotUrl };
  const { ip, port, imagePath, videoPath } = reach;
  return { ip, port, imagePath, videoPath };
}

function addressUrl({ ip, port, imagePath, videoPath }: Reach): string | null {
  if (ip === null) return null;
  const path = videoPath ?? imagePath ?? '/';
  const host = ip.includes(':') ? `[${ip}]` : ip;
  return `http://${host}${port === null ? '' : `:${port}`}${path.startsWith('/') ? '' : '/'}${path}`;
}

function leadsTo(url: string, ip: string | null): boolean {
  return ip !== null && parseUrl(url)?.hostname.replace(/^\[|\]$/g, '') === ip;
}

/** The schemes of media servers, and those that every client reads. */
const plainSchemes: Readonly<Record<string, string>> = {
  'rtsp-udp': 'rtsp',
  rtsp2: 'rtsp',
  rtsps2: 'rtsps',
  hls: 'http',
  hlss: 'https',
  mjpeg: 'http',
  mjpegs: 'https',
  tshttp: 'http',
  tshttps: 'https',
  'mpegts-http': 'http',
  'mpegts-https': 'https',
  'mpegts-udp': 'udp',
};
const plain = new Set('http https rtsp rtsps rtmp rtmps srt ws wss mms udp rtp'.split(' '));

/** The URL in a scheme that every client reads; undefined where there is none. */
function projected(url: string): string | undefined {
  const scheme = /^[^:]*/.exec(url)?.[0].toLowerCase() ?? '';
  if (plain.has(scheme)) return url;
  const known = Object.hasOwn(plainSchemes, scheme) ? plainSchemes[scheme] : undefined;
  return known === undefined ? undefined : known + url.slice(scheme.length);
}

/** What decides how a camera is reached. */
type KindSource = Pick<CameraValues, 'ip' | 'snapshotUrl' | 'streamUrl' | 'pageUrl'>;

/** The kind of a camera whose draft names none: by address first, then by its stream, else by snapshot or page. */
export function kindOf(reach: KindSource): CameraKind {
  if (reach.ip !== null) return 'ip';
  return reach.streamUrl === null ? 'non_ip' : 'stream';
}

/** The field that a kind needs and the camera lacks. A camera without any source is `non_ip`. */
export function missingFor(kind: CameraKind, reach: KindSource): keyof KindSource | undefined {
  if (kind === 'ip') return reach.ip === null ? 'ip' : undefined;
  if (kind === 'stream') return reach.streamUrl === null ? 'streamUrl' : undefined;
  const reachable = reach.snapshotUrl !== null || reach.pageUrl !== null;
  return reachable || (reach.ip === null && reach.streamUrl === null) ? undefined : 'snapshotUrl';
}

type Source = Pick<CameraValues, 'streamUrl' | 'snapshotUrl' | 'pageUrl' | 'protocol' | 'inputs'>;

/**
 * The protocol of a camera's URL: the draft's, else the one that the URL shows. A new URL without a protocol loses the old
 * protocol, and a URL that cannot be a playlist is none, whatever the draft has.
 * @param given in the draft; null forgets
 * @param before of a camera that is changed and keeps what the draft leaves out
 */
export function prepareProtocol(
  now: Source,
  given: string | null | undefined,
  before: Source | undefined,
): CameraValues['protocol'] {
  const url = urlOf(now);
  const stays = before !== undefined && given === undefined && urlOf(before) === url;
  if (stays || url === null) return now.protocol;
  // Media servers write HLS as a scheme; the stream URL has one that every client reads.
  const protocol = given ?? (/^hlss?:/i.test(now.inputs?.[0]?.url ?? '') ? 'hls' : null);
  return protocol === null || (protocol === 'hls' && !mayBePlaylist(url)) ? protocolOf(url) : protocol;
}

function urlOf({ streamUrl, snapshotUrl, pageUrl }: Source): string | null {
  return streamUrl ?? snapshotUrl ?? pageUrl;
}
