import { isDeepStrictEqual } from 'node:util';
import type { CameraInput } from '../camera-media.js';
import { likelyMediaOf } from '../url-media.js';
import type { CameraValues } from './camera-values.js';
import { parseUrl } from '../secrets/parse-url.js';

/**
 * Inputs and the fields that say the same: `streamUrl` (video), `snapshotUrl` (a picture), `ip` with port and paths.
 * 1. Where nobody set inputs, they are shown as the stream URL, else the snapshot URL, else the address.
 * 2. Who writes inputs says where the camera is reached. A first input that was the first before stays what it was.
 *    Else a video becomes the stream URL and a picture the snapshot URL, in a scheme that everybody reads; what is no
 *    place (`publish://`) becomes neither. What was the source before and is no longer among the inputs is cleared: the
 *    stream URL, a snapshot URL without a stream (beside one it is a thumbnail and stays), an address to which the first
 *    input does not lead. A snapshot URL or an address that comes with the inputs stays beside them.
 * 3. Who changes the source without saying inputs (a URL or an address, at any door) has said all there is: the inputs
 *    that somebody set before are gone, and follow from the new source. A thumbnail is no source.
 * 4. No inputs (an empty list) is no source: URLs and address are cleared. Null forgets what was set; 1 holds again.
 * 5. Inputs that say no more than 1 would are not kept apart, so that what was shown can come back and change nothing.
 */
export type Reach = Pick<
  CameraValues,
  'streamUrl' | 'snapshotUrl' | 'ip' | 'port' | 'imagePath' | 'videoPath' | 'inputs'
>;

/**
 * Where a camera is reached once all was said.
 * @param reach what the fields say, with the inputs as they were
 * @param said undefined where the draft has no inputs, null where it forgets them
 * @param before of a camera that is changed
 * @param beside what the draft says itself
 */
export function settleReach(
  reach: Reach,
  said: readonly CameraInput[] | null | undefined,
  before: Reach | undefined,
  beside: Beside,
): Reach {
  const { streamUrl, snapshotUrl, ip, port, imagePath, videoPath } = reach;
  const fields = { streamUrl, snapshotUrl, ip, port, imagePath, videoPath };
  if (said) return reachedBy(said, { ...fields, inputs: null }, before, beside);
  const kept = said === undefined && before && !isElsewhere(reach, before);
  return { ...fields, inputs: kept ? reach.inputs : null };
}

/** Which of the fields come with the inputs, in one draft. */
export type Beside = Readonly<Record<'ip' | 'snapshotUrl', boolean>>;

const nowhere = { ip: null, port: null, imagePath: null, videoPath: null } as const;

/**
 * What inputs make of where a camera is reached.
 * @param reach as it would be without them, with what else the draft says
 * @param before of a camera that is changed
 */
function reachedBy(inputs: readonly CameraInput[], reach: Reach, before: Reach | undefined, beside: Beside): Reach {
  const [first] = inputs;
  if (!first) return { streamUrl: null, snapshotUrl: null, ...nowhere, inputs: null };
  const settled = { ...reach, ...fromFirst(first.url, inputs, reach, before, beside) };
  return { ...settled, inputs: isDeepStrictEqual(inputs, derivedInputs(settled)) ? null : inputs };
}

/** Whether the source has changed, so that what was said of the old one no longer holds. */
export function isElsewhere(now: Reach, before: Reach): boolean {
  if (now.streamUrl !== before.streamUrl || addressUrl(now) !== addressUrl(before)) return true;
  const [first] = before.inputs ?? [];
  // A snapshot URL beside a stream, or beside inputs of another kind, is a thumbnail.
  const isSource = now.streamUrl === null && (!first || projected(first.url) !== undefined);
  return isSource && now.snapshotUrl !== before.snapshotUrl;
}

/** The inputs of a camera for which nobody set any; the twin of `shownInputs`. */
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
  const shown = before && (before.inputs ?? derivedInputs(before));
  if (before && shown?.[0]?.url === url) return sourceOf(before, url);
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

/** The fields that are a camera's source, as they are; what is no place has none. */
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

/** What a media server's word for a protocol is to everybody else. */
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

/** The URL in a scheme that everybody reads; undefined where there is none. */
function projected(url: string): string | undefined {
  const scheme = /^[^:]*/.exec(url)?.[0].toLowerCase() ?? '';
  if (plain.has(scheme)) return url;
  const known = Object.hasOwn(plainSchemes, scheme) ? plainSchemes[scheme] : undefined;
  return known === undefined ? undefined : known + url.slice(scheme.length);
}
