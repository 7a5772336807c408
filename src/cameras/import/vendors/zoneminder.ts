import type { CameraOfRow } from '../camera-row.js';
import type { Columns, RowField } from '../column-names.js';
import { RowProblem } from '../parsed-row.js';
import { noteKeys, numberAt, recordAt, textAt, vendorCamera } from './vendor-record.js';

const keys = {
  Id: 'external_id',
  Name: 'title',
  Notes: 'description',
  Type: 'stream_url',
  Function: 'enabled',
  Capturing: 'enabled',
  Enabled: 'enabled',
  Protocol: 'stream_url',
  Host: 'stream_url',
  Port: 'stream_url',
  Path: 'stream_url',
  SecondPath: 'substream_url',
  User: 'username',
  Pass: 'password',
  Width: 'resolution_width',
  Height: 'resolution_height',
  MaxFPS: 'frame_rate',
  Latitude: 'latitude',
  Longitude: 'longitude',
  Manufacturer: 'brand',
  Model: 'model',
  ONVIF_URL: 'onvif_url',
} as const satisfies Record<string, RowField>;

const stream = /^(?:rtsps?|rtmps?|https?|srt|udp|rtp|mmsh?):\/\//i;

/**
 * One item of `monitors` in ZoneMinder's `/api/monitors.json` (docs/api.rst of ZoneMinder): `{Monitor: {…}, Monitor_Status: {…}}`.
 * @param source the installation; the camera is named by it and the monitor's number
 */
export function zoneminderCamera(
  item: Readonly<Record<string, unknown>>,
  columns: Columns,
  source = 'zoneminder',
): CameraOfRow {
  const monitor = recordAt(item, 'Monitor');
  const id = textAt(monitor, 'Id');
  if (id === undefined) throw new RowProblem('not a monitor of ZoneMinder: it has no Id', 'Monitor.Id');
  noteKeys(monitor, keys, columns, 'Monitor.');
  const warnings: RowProblem[] = [];
  const url = sourceOf(monitor);
  if (url === undefined)
    warnings.push(
      new RowProblem(
        `${textAt(monitor, 'Type') ?? 'its type'} has no URL: the camera is taken without one`,
        'Monitor.Type',
      ),
    );
  const isPage = textAt(monitor, 'Type')?.toLowerCase() === 'website';
  const [latitude, longitude] = [numberAt(monitor, 'Latitude'), numberAt(monitor, 'Longitude')];
  const second = textAt(monitor, 'SecondPath');
  return vendorCamera(
    {
      source,
      external_id: id,
      title: textAt(monitor, 'Name') ?? `Monitor ${id}`,
      description: textAt(monitor, 'Notes'),
      ...(isPage ? { page_url: url } : { url }),
      substream_url: second !== undefined && stream.test(second) ? second : undefined,
      username: textAt(monitor, 'User'),
      password: textAt(monitor, 'Pass'),
      resolution_width: numberAt(monitor, 'Width'),
      resolution_height: numberAt(monitor, 'Height'),
      frame_rate: numberAt(monitor, 'MaxFPS'),
      ...(latitude === undefined || longitude === undefined ? {} : { latitude, longitude }),
      brand: textAt(monitor, 'Manufacturer'),
      model: textAt(monitor, 'Model'),
      onvif_url: textAt(monitor, 'ONVIF_URL'),
      enabled: isEnabled(monitor),
    },
    warnings,
  );
}

/** Where ZoneMinder gets the pictures: a whole URL in Path, or its parts; undefined for devices and files of that machine. */
function sourceOf(monitor: Readonly<Record<string, unknown>>): string | undefined {
  const path = textAt(monitor, 'Path');
  if (path !== undefined && stream.test(path)) return path;
  const host = textAt(monitor, 'Host');
  if (host === undefined || textAt(monitor, 'Type')?.toLowerCase() === 'local') return undefined;
  const scheme = textAt(monitor, 'Protocol')?.toLowerCase() === 'rtsp' ? 'rtsp' : 'http';
  const port = textAt(monitor, 'Port');
  const tail = path === undefined ? '/' : path.startsWith('/') ? path : `/${path}`;
  return `${scheme}://${host}${port === undefined ? '' : `:${port}`}${tail}`;
}

function isEnabled(monitor: Readonly<Record<string, unknown>>): boolean {
  const enabled = textAt(monitor, 'Enabled');
  return enabled !== '0' && textAt(monitor, 'Function') !== 'None' && textAt(monitor, 'Capturing') !== 'None';
}
