import { isRecord } from './camera-row.js';
import { fieldOf } from './column-names.js';
import { type JsonMember, membersOf } from './json-items.js';
import { isOnvifDevice } from './vendors/onvif.js';

export const importFormats = [
  'ndjson',
  'csv',
  'geojson',
  'json',
  'cam2-v1',
  'zoneminder',
  'frigate',
  'go2rtc',
  'mediamtx',
  'flussonic',
  'onvif',
] as const;
export type ImportFormat = (typeof importFormats)[number];

/** How a file is written, and what is in it. */
export interface FileShape {
  /** `yaml` and `object` are read as a whole before it is known what they are. */
  readonly format: ImportFormat | 'yaml' | 'object';
  /** The key of the list; undefined where the document is the list. */
  readonly key?: string | undefined;
}

/** Lists in an object, by the names that APIs have for them. */
const listKeys = ['items', 'cameras', 'results', 'data', 'devices', 'found', 'streams', 'records', 'rows', 'webcams'];
const yamlKey = /^(?:"[^"\n]{1,100}"|'[^'\n]{1,100}'|[A-Za-z_][\w.-]{0,99})[ \t]{0,20}:(?:[ \t]|$)/;

/**
 * What a file is, by its first 64 KiB; its name does not matter.
 * @returns undefined for one that begins as none of them
 */
export function recogniseFormat(head: string): FileShape | undefined {
  const text = head.replace(/^\ufeff/, '').trimStart();
  if (text.startsWith('[') && !isHeaderLike(text)) return recogniseList(text.slice(1));
  if (text.startsWith('{') || text.startsWith('\u001e')) return recogniseObject(text);
  if (text.startsWith('<')) return undefined;
  const line = text.split(/\r\n|\n|\r/).find((one) => one.trim() !== '' && !one.startsWith('#')) ?? '';
  if (/^(?:---|%YAML)/.test(line) || yamlKey.test(line)) return { format: 'yaml' };
  return { format: 'csv' };
}

/** A CSV header may begin with a bracket; a list begins with an object. */
function isHeaderLike(text: string): boolean {
  return !/^\[\s{0,1000}(?:[{\]]|$)/.test(text);
}

function recogniseList(items: string): FileShape {
  const first = items.trimStart();
  const members = first.startsWith('{') ? membersOf(first) : [];
  return { format: formatOfItem(members) };
}

function recogniseObject(text: string): FileShape {
  const members = membersOf(text.replace(/^\u001e/, ''));
  const is = (key: string, kind: JsonMember['is']): boolean =>
    members.some((member) => member.key === key && member.is === kind);
  const type = members.find(({ key }) => key === 'type')?.text;
  if (type === 'FeatureCollection' || type === 'Feature' || is('features', 'list')) return { format: 'geojson' };
  if (is('monitors', 'list')) return { format: 'zoneminder', key: 'monitors' };
  if (isLine(text)) return { format: 'ndjson' };
  if (is('cameras', 'object') || is('streams', 'object') || is('paths', 'object')) return { format: 'yaml' };
  const key = listKeys.find((one) => is(one, 'list'));
  if (key === undefined) return { format: 'object' };
  return {
    format: formatOfItem(membersOf(text.slice(text.indexOf('[', text.indexOf(`"${key}"`)) + 1).trimStart())),
    key,
  };
}

/** Whether the first line is an object by itself, of a camera or with others below it. */
function isLine(text: string): boolean {
  const [first = '', ...others] = text.split(/\r\n|\n|\r/);
  let value: unknown;
  try {
    value = JSON.parse(first);
  } catch {
    return false;
  }
  if (!isRecord(value)) return false;
  if (others.some((line) => line.trim() !== '')) return true;
  return Object.keys(value).some((key) => fieldOf(key) !== undefined);
}

function formatOfItem(members: readonly JsonMember[]): ImportFormat {
  const has = (key: string): boolean => members.some((member) => member.key === key);
  if (has('Monitor')) return 'zoneminder';
  if (has('retrieval_model') && has('camera_id')) return 'cam2-v1';
  if (has('geometry') && members.some(({ key, text }) => key === 'type' && text === 'Feature')) return 'geojson';
  return isOnvifDevice(Object.fromEntries(members.map(({ key }) => [key, true]))) ? 'onvif' : 'json';
}
