import { type CameraOfRow, isRecord } from '../camera-row.js';
import type { Columns } from '../column-names.js';
import { rowOf } from '../ndjson-rows.js';
import { ImportRefusal, type ImportRow, RowProblem } from '../parsed-row.js';
import { noteKeys, recordAt, textAt, vendorCamera } from './vendor-record.js';
import type { YamlDocument } from './yaml-document.js';

export const mediaServers = ['frigate', 'go2rtc', 'mediamtx'] as const;
export type MediaServer = (typeof mediaServers)[number];

/** What a configuration is of; undefined where nothing in it tells. */
export function mediaServerOf({ value }: YamlDocument): MediaServer | undefined {
  const cameras = Object.values(recordAt(value, 'cameras'));
  if (cameras.some((camera) => isRecord(camera) && camera['ffmpeg'] !== undefined)) return 'frigate';
  if (isRecord(value['streams'])) return 'go2rtc';
  if (isRecord(value['paths'])) return 'mediamtx';
  return cameras.length > 0 ? 'frigate' : undefined;
}

const sections = { frigate: 'cameras', go2rtc: 'streams', mediamtx: 'paths' } as const;
type Reader = (name: string, entry: unknown, context: Context) => CameraOfRow | undefined;

/** What the readers of one file share. */
interface Context {
  readonly columns: Columns;
  readonly document: YamlDocument;
  /** The installation, where `--source` names one: two of them may have a camera of one name. */
  readonly source: string | undefined;
  readonly kind: MediaServer;
}

const readers: Readonly<Record<MediaServer, Reader>> = {
  frigate: frigateCamera,
  go2rtc: go2rtcCamera,
  mediamtx: mediamtxCamera,
};

/**
 * The cameras of Frigate's `config.yml` (docs.frigate.video), go2rtc's `go2rtc.yaml` (AlexxIT/go2rtc) or MediaMTX's
 * `mediamtx.yml` (bluenviron/mediamtx), which all name them by a key.
 * @throws ImportRefusal for a file without any
 */
export function* mediaServerRows(
  document: YamlDocument,
  kind: MediaServer,
  columns: Columns,
  source: string | undefined,
): Generator<ImportRow> {
  const section = sections[kind];
  const entries = Object.entries(recordAt(document.value, section));
  if (entries.length === 0) throw new ImportRefusal(`the file names no ${section}`);
  for (const key of Object.keys(document.value))
    if (key !== section && !(kind === 'frigate' && key === 'go2rtc')) columns.ignore(key);
  const context: Context = { columns, document, source, kind };
  for (const [name, entry] of entries) {
    const line = document.lineOf(section, name);
    let camera: CameraOfRow | undefined;
    const row = rowOf(line, () => {
      camera = readers[kind](name, entry, context);
      return camera ?? vendorCamera({ name: 'none' });
    });
    if ('reason' in row || camera !== undefined) yield row;
    else columns.ignore(`${section}.${name}`);
  }
}

function named(name: string, title: string | undefined, { source, kind }: Context): Record<string, unknown> {
  return {
    name: source === undefined ? name : `${source}-${name}`,
    title: title ?? name,
    source: source ?? kind,
    external_id: name,
  };
}

function frigateCamera(name: string, entry: unknown, context: Context): CameraOfRow {
  if (!isRecord(entry)) throw new RowProblem(`${name} is no camera`, `cameras.${name}`);
  const { columns } = context;
  const inputs = listAt(recordAt(entry, 'ffmpeg'), 'inputs').filter(isRecord);
  const keys = {
    enabled: 'enabled',
    friendly_name: 'title',
    webui_url: 'page_url',
  } as const;
  noteKeys(entry, keys, columns, 'cameras.*.', ['ffmpeg', 'detect', 'onvif']);
  columns.note('cameras.*.ffmpeg.inputs.path', 'stream_url');
  columns.note('cameras.*.detect', 'resolution_width');
  const paths = inputs.flatMap((input) => {
    const path = textAt(input, 'path');
    const roles = listAt(input, 'roles').map(String);
    return path === undefined ? [] : [{ url: restreamed(path, context), roles }];
  });
  const main = paths.find(({ roles }) => roles.includes('record')) ?? paths[0];
  if (main === undefined) throw new RowProblem(`${name} has no ffmpeg input`, `cameras.${name}.ffmpeg.inputs`);
  const sub = paths.find(({ url, roles }) => roles.includes('detect') && url !== main.url);
  const { width, height } = recordAt(entry, 'detect');
  const onvif = recordAt(entry, 'onvif');
  const host = textAt(onvif, 'host');
  return vendorCamera({
    ...named(name, textAt(entry, 'friendly_name'), context),
    stream_url: main.url,
    substream_url: sub?.url,
    page_url: textAt(entry, 'webui_url'),
    // What is detected in is the size of the smaller stream, where there is one.
    ...(sub === undefined && typeof width === 'number' && typeof height === 'number'
      ? { resolution_width: width, resolution_height: height }
      : {}),
    onvif_url: host === undefined ? undefined : `http://${host}:${textAt(onvif, 'port') ?? '80'}/onvif/device_service`,
    enabled: entry['enabled'] !== false,
  });
}

/** Frigate often reads from the go2rtc beside it, at an address that means something on that machine only. */
function restreamed(path: string, { document }: Context): string {
  const name = /^rtsp:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):8554\/([^?#]{1,255})/i.exec(path)?.[1];
  if (name === undefined) return path;
  const streams = recordAt(recordAt(document.value, 'go2rtc'), 'streams');
  return (
    sourcesOf(streams[name])
      .map(plainSource)
      .find((url) => url !== undefined) ?? path
  );
}

function go2rtcCamera(name: string, entry: unknown, context: Context): CameraOfRow {
  const sources = sourcesOf(entry);
  context.columns.note('streams.*', 'stream_url');
  const urls = sources.map(plainSource).filter((url) => url !== undefined);
  const [url, ...others] = new Set(urls);
  if (url === undefined) {
    const shown = /^[a-z][\w+.-]{0,30}:/i.exec(sources[0] ?? '')?.[0] ?? 'nothing';
    throw new RowProblem(`${name} has no source with a URL of a camera (${shown})`, `streams.${name}`);
  }
  const warnings = others.map((other) => new RowProblem('a further source is not taken', `streams.${name}`, other));
  return vendorCamera({ ...named(name, undefined, context), url }, warnings);
}

/** go2rtc takes one source, a list of them, or an object with `url` (its API: `producers`). */
function sourcesOf(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry];
  if (Array.isArray(entry)) return entry.flatMap((one: unknown) => (typeof one === 'string' ? [one] : sourcesOf(one)));
  if (!isRecord(entry)) return [];
  if (typeof entry['url'] === 'string') return [entry['url']];
  return Array.isArray(entry['producers']) ? sourcesOf(entry['producers']) : [];
}

const sourceSchemes = /^(?:rtsps?|rtspx|rtmps?|https?|srt|udp|tcp):\/\//i;

/** A source as a URL, without go2rtc's own words before it (`ffmpeg:`) and options behind it (`#video=h264`). */
function plainSource(source: string): string | undefined {
  const url = source
    .trim()
    .replace(/^ffmpeg:/i, '')
    .replace(/#.*$/s, '');
  return sourceSchemes.test(url) ? url.replace(/^rtspx:/i, 'rtsps:') : undefined;
}

function mediamtxCamera(name: string, entry: unknown, context: Context): CameraOfRow | undefined {
  // Patterns for whatever is published, and the settings of all other paths.
  if (name.startsWith('~') || name === 'all' || name === 'all_others') return undefined;
  const path = isRecord(entry) ? entry : {};
  noteKeys(path, { source: 'stream_url' }, context.columns, 'paths.*.', ['sourceOnDemand', 'name']);
  const source = textAt(path, 'source') ?? 'publisher';
  const record = named(name, undefined, context);
  if (/^(?:rtsps?|rtmps?|https?|srt|udp|rtp|unix\+rtp|udp\+mpegts|udp\+rtp)(?:\+\w{1,10})?:\/\//i.test(source))
    return vendorCamera({
      ...record,
      url: source.replace(/^(rtsps?)\+\w{1,10}:/i, '$1:').replace(/^udp\+\w{1,10}:/i, 'udp:'),
    });
  if (source === 'publisher') return vendorCamera({ ...record, inputs: [{ url: 'publish://' }] });
  const shown = /^[a-z]\w{0,30}/i.exec(source)?.[0] ?? '';
  throw new RowProblem(`${name} has no source with a URL of a camera (${shown})`, `paths.${name}.source`);
}

function listAt(item: Readonly<Record<string, unknown>>, key: string): readonly unknown[] {
  const value = item[key];
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}
