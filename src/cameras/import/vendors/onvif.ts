import type { CameraOfRow } from '../camera-row.js';
import type { Columns, RowField } from '../column-names.js';
import { isRecord } from '../camera-row.js';
import { RowProblem } from '../parsed-row.js';
import { noteKeys, textAt, vendorCamera } from './vendor-record.js';

const keys = {
  urn: 'external_id',
  xaddr: 'onvif_url',
  xaddrs: 'onvif_url',
  XAddrs: 'onvif_url',
  name: 'title',
  hardware: 'model',
  model: 'model',
  manufacturer: 'brand',
  location: 'description',
  scopes: 'title',
  stream_url: 'stream_url',
  rtsp_url: 'stream_url',
  snapshot_url: 'snapshot_url',
  username: 'username',
  password: 'password',
} as const satisfies Record<string, RowField>;

/** Whether an object is a device as WS-Discovery finds them. */
export function isOnvifDevice(item: Readonly<Record<string, unknown>>): boolean {
  return ['xaddrs', 'XAddrs', 'xaddr', 'probeMatches'].some((key) => item[key] !== undefined);
}

/**
 * A device that answered WS-Discovery, as node-onvif (`{urn, name, hardware, location, xaddrs, scopes}`) and onvif
 * (`{probeMatches: {probeMatch: {endpointReference, XAddrs, scopes}}}`) list them. Its streams are not known before it is asked.
 */
export function onvifCamera(item: Readonly<Record<string, unknown>>, columns: Columns, source = 'onvif'): CameraOfRow {
  const device = matchOf(item);
  noteKeys(device, keys, columns, '', ['types', 'endpointReference', 'address', 'metadataVersion']);
  const address = addressesOf(device).find((one) => /^https?:\/\/(?!\[fe80|169\.254\.)/i.test(one));
  if (address === undefined) throw new RowProblem('has no address of a device service (xaddrs)', 'xaddrs');
  const scopes = scopesOf(device);
  const urn = textAt(device, 'urn') ?? endpointOf(device);
  const host = hostOf(address);
  return vendorCamera({
    source,
    external_id: urn?.replace(/^urn:uuid:/i, '') ?? address,
    title: textAt(device, 'name') ?? scopes.get('name') ?? host.ip,
    model: textAt(device, 'hardware') ?? textAt(device, 'model') ?? scopes.get('hardware'),
    brand: textAt(device, 'manufacturer') ?? scopes.get('mfr') ?? scopes.get('manufacturer'),
    description: textAt(device, 'location') ?? scopes.get('location'),
    ip: host.ip,
    port: host.port,
    onvif_url: address,
    stream_url: textAt(device, 'stream_url') ?? textAt(device, 'rtsp_url'),
    snapshot_url: textAt(device, 'snapshot_url'),
    username: textAt(device, 'username'),
    password: textAt(device, 'password'),
  });
}

function matchOf(item: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const matches = item['probeMatches'];
  const match = isRecord(matches) ? matches['probeMatch'] : undefined;
  const one: unknown = Array.isArray(match) ? match[0] : match;
  return isRecord(one) ? one : item;
}

function addressesOf(device: Readonly<Record<string, unknown>>): readonly string[] {
  const found = device['xaddrs'] ?? device['XAddrs'] ?? device['xaddr'];
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.flatMap((one) => (typeof one === 'string' ? one.slice(0, 4096).split(/\s+/) : [])).filter(Boolean);
}

function endpointOf(device: Readonly<Record<string, unknown>>): string | undefined {
  const reference = device['endpointReference'];
  return isRecord(reference) ? textAt(reference, 'address') : undefined;
}

/** `onvif://www.onvif.org/name/AXIS%20M1065`, by its second last step (ONVIF Core §7.3.2.2). */
function scopesOf(device: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const found = device['scopes'];
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  const texts = list.flatMap((one) => (typeof one === 'string' ? one.slice(0, 16_384).split(/\s+/) : []));
  return new Map(
    texts.flatMap((text) => {
      const [, key, value] = /^onvif:\/\/www\.onvif\.org\/(\w{1,40})\/([^/\s]{1,255})$/i.exec(text) ?? [];
      return key === undefined || value === undefined ? [] : [[key.toLowerCase(), decoded(value)] as const];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function hostOf(url: string): { readonly ip: string | undefined; readonly port: number | undefined } {
  const [, ip, port] = /^https?:\/\/\[?([^\s/[\]]{1,255}?)\]?(?::(\d{1,5}))?(?:\/|$)/i.exec(url) ?? [];
  return { ip, port: port === undefined ? undefined : Number(port) };
}
