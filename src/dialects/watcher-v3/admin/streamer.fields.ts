import type { JsonObject, Streamer, StreamerDraft, StreamerField, StreamerRole } from '#playback';
import { fitted } from '../../http/json-shape.js';
import { InputError } from '../../http/input.error.js';
import { type WireField, wireList } from '../collections/wire-list.js';
import { labelsShape } from '../streams/stream-json-shapes.js';
import { configShape, dvrsShape } from './streamer-json-shapes.js';
import type { StreamerBody } from './streamer.dto.js';

type Field = WireField<Streamer, StreamerField>;

/** The streamer object (GO25), in the order in which it is written. */
const fields: readonly Field[] = [
  { kind: 'stored', path: 'hostname', type: 'string', field: 'hostname' },
  { kind: 'stored', path: 'role', type: 'string', field: 'role' },
  { kind: 'stored', path: 'api_url', type: 'string', field: 'apiUrl' },
  { kind: 'stored', path: 'public_payload_url', type: 'string', field: 'publicPayloadUrl' },
  { kind: 'stored', path: 'private_payload_url', type: 'string', field: 'privatePayloadUrl' },
  { kind: 'derived', path: 'has_cluster_key', show: ({ hasClusterKey }) => hasClusterKey },
  { kind: 'stored', path: 'channel_limit', type: 'integer', field: 'channelLimit' },
  { kind: 'stored', path: 'total_bandwidth', type: 'integer', field: 'totalBandwidth' },
  { kind: 'derived', path: 'labels', show: ({ labels }) => fitted(labels, labelsShape) },
  { kind: 'derived', path: 'zones', show: ({ zones }) => zones },
  { kind: 'derived', path: 'dvrs', show: ({ dvrs }) => fitted(dvrs, dvrsShape) },
  { kind: 'derived', path: 'config', show: ({ config }) => fitted(config, configShape) },
  { kind: 'stored', path: 'created_at', type: 'utc_ms', field: 'createdAt' },
];
export const streamerList = wireList<Streamer, StreamerField>(fields, ['hostname']);

/** @throws InputError where JSON that is stored unchanged is of a wrong type */
export function readStreamer(body: StreamerBody): StreamerDraft {
  return {
    // The border: ChoiceField has rejected every other value.
    role: body.role as StreamerRole | undefined,
    apiUrl: body.api_url,
    publicPayloadUrl: body.public_payload_url,
    privatePayloadUrl: body.private_payload_url,
    clusterKey: body.cluster_key,
    channelLimit: body.channel_limit,
    totalBandwidth: body.total_bandwidth,
    labels: readLabels(body.labels),
    zones: body.zones,
    dvrs: readObjects(body.dvrs),
    config: readObject('config', body.config),
  };
}

function readLabels(labels: unknown): Readonly<Record<string, string>> | undefined {
  const object = readObject('labels', labels);
  if (object === undefined) return undefined;
  if (!Object.values(object).every((value) => typeof value === 'string'))
    throw InputError.at('labels', 'not_string', 'labels must hold strings only.');
  return object as Readonly<Record<string, string>>;
}

function readObject(name: string, value: unknown): JsonObject | undefined {
  if (value === undefined) return undefined;
  if (isObject(value)) return value;
  throw InputError.at(name, 'not_object', `${name} must be an object.`);
}

function readObjects(value: unknown): readonly JsonObject[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw InputError.at('dvrs', 'not_array', 'dvrs must be an array.');
  if (value.every(isObject)) return value;
  throw InputError.at('dvrs', 'not_object', 'dvrs must hold objects only.');
}

/** The border where JSON that was parsed is a JSON object. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
