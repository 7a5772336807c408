import type { JsonObject, Streamer, StreamerDraft, StreamerField, StreamerRole } from '#playback';
import { fitted } from '../../http/json-shape.js';
import { InputError } from '../../http/input.error.js';
import { derived, stored, type WireField, wireList } from '../collections/wire-list.js';
import { labelsShape } from '../streams/stream-json-shapes.js';
import { configShape, dvrsShape } from './streamer-json-shapes.js';
import type { StreamerBody } from './streamer.dto.js';

type Field = WireField<Streamer, StreamerField>;

/** The streamer object (GO25), in the order in which it is written. */
const fields: readonly Field[] = [
  stored('hostname', 'string', 'hostname'),
  stored('role', 'string', 'role'),
  stored('api_url', 'string', 'apiUrl'),
  stored('public_payload_url', 'string', 'publicPayloadUrl'),
  stored('private_payload_url', 'string', 'privatePayloadUrl'),
  derived('has_cluster_key', ({ hasClusterKey }) => hasClusterKey),
  stored('channel_limit', 'integer', 'channelLimit'),
  stored('total_bandwidth', 'integer', 'totalBandwidth'),
  derived('labels', ({ labels }) => fitted(labels, labelsShape)),
  derived('zones', ({ zones }) => zones),
  derived('dvrs', ({ dvrs }) => fitted(dvrs, dvrsShape)),
  derived('config', ({ config }) => fitted(config, configShape)),
  stored('created_at', 'utc_ms', 'createdAt'),
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
