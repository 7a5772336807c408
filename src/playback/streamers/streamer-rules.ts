import { DomainError } from '#errors';
import { type StreamerDraft, streamerKinds, streamerRoles } from './streamer.js';

const hostnameForm = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*(:\d{1,5})?$/;
const zoneForm = /^[a-zA-Z0-9_.-]{1,255}$/;
const longestUrl = 2048;
const largestNumber = 2_147_483_647;
const mostEntries = 100;
const longestText = 255;
/** UTF-16 units of JSON. */
const largestConfig = 65_536;

/** In small letters. @throws DomainError object.invalid (hostname) */
export function checkHostname(hostname: string): string {
  const lower = hostname.toLowerCase();
  if (!hostnameForm.test(lower)) throw invalid('hostname');
  return lower;
}

export function isZoneName(name: string): boolean {
  return zoneForm.test(name);
}

/** The draft with its URLs in their one spelling. @throws DomainError object.invalid (the field at fault) */
export function checkStreamer(draft: StreamerDraft): StreamerDraft {
  const { role, kind, clusterKey, channelLimit, totalBandwidth, labels, zones, dvrs, config } = draft;
  check('role', role === undefined || streamerRoles.includes(role));
  check('kind', kind === undefined || kind === null || streamerKinds.includes(kind));
  check('clusterKey', !clusterKey || clusterKey.length <= longestText);
  check('channelLimit', isCount(channelLimit));
  check('totalBandwidth', isCount(totalBandwidth));
  check('labels', !labels || (isSmall(labels) && Object.entries(labels).every(([key, text]) => isLabel(key, text))));
  check('zones', !zones || (zones.length <= mostEntries && zones.every(isZoneName)));
  check('dvrs', !dvrs || (dvrs.length <= mostEntries && isSmall(dvrs)));
  check('config', !config || (isSmall(config) && isPublishUrl(config['publish_url'])));
  return {
    ...draft,
    clusterKey: clusterKey === '' ? null : clusterKey,
    apiUrl: checkedUrl('apiUrl', draft.apiUrl),
    publicPayloadUrl: checkedUrl('publicPayloadUrl', draft.publicPayloadUrl),
    privatePayloadUrl: checkedUrl('privatePayloadUrl', draft.privatePayloadUrl),
  };
}

function checkedUrl(field: string, text: string | null | undefined): string | null | undefined {
  if (text === undefined || text === null) return text;
  if (text === '') return null;
  const url = parsed(text);
  // Credentials, queries and fragments would end up in what every viewer gets.
  const plain =
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    `${url.username}${url.password}${url.search}${url.hash}` === '' &&
    url.href.length <= longestUrl;
  if (!plain) throw invalid(field);
  return url.href.replace(/(?<!\/)\/+$/, '');
}

/** Where cameras are published to, if not where they are watched. */
function isPublishUrl(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' && /^(rtmps?|rtsps?|srt|https?):$/.test(parsed(value)?.protocol ?? '');
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function isCount(value: number | null | undefined): boolean {
  return value === undefined || value === null || (Number.isInteger(value) && value >= 0 && value <= largestNumber);
}

function isLabel(key: string, text: unknown): boolean {
  return key.length <= longestText && typeof text === 'string' && text.length <= longestText;
}

function isSmall(value: object): boolean {
  return JSON.stringify(value).length <= largestConfig;
}

function check(field: string, holds: boolean): void {
  if (!holds) throw invalid(field);
}

function invalid(field: string): DomainError {
  return new DomainError('object.invalid', field, { object: 'streamer', field });
}
