import type { ListSource } from '#lists';
import type { Streamer, StreamerField } from './streamer.js';

/** The list of media servers: `streamers s`. */
export const streamerList: ListSource<StreamerField> = {
  name: 'streamers',
  from: 'streamers s',
  key: 'id',
  unique: ['hostname'],
  search: ['hostname', 'apiUrl', 'publicPayloadUrl', 'privatePayloadUrl'],
  fields: {
    id: { sql: 's.id', type: 'integer', nullable: false },
    hostname: { sql: 's.hostname', type: 'text', nullable: false },
    role: { sql: 's.role', type: 'text', nullable: false },
    apiUrl: { sql: 's.api_url', type: 'text', nullable: true },
    publicPayloadUrl: { sql: 's.public_payload_url', type: 'text', nullable: true },
    privatePayloadUrl: { sql: 's.private_payload_url', type: 'text', nullable: true },
    channelLimit: { sql: 's.channel_limit', type: 'integer', nullable: true },
    totalBandwidth: { sql: 's.total_bandwidth', type: 'integer', nullable: true },
    createdAt: { sql: 's.created_at', type: 'time', nullable: false },
    updatedAt: { sql: 's.updated_at', type: 'time', nullable: false },
  },
};

/** What is shown of one: never the cluster key. */
export const streamerColumns: Readonly<Record<keyof Streamer, string>> = {
  id: 's.id',
  hostname: 's.hostname',
  role: 's.role',
  apiUrl: 's.api_url',
  publicPayloadUrl: 's.public_payload_url',
  privatePayloadUrl: 's.private_payload_url',
  hasClusterKey: 's.cluster_key_sealed is not null',
  channelLimit: 's.channel_limit',
  totalBandwidth: 's.total_bandwidth',
  labels: 's.labels',
  zones: 'array(select z.zone_name from streamer_zones z where z.streamer_id = s.id order by z.zone_name)',
  dvrs: 's.dvrs',
  config: 's.config',
  createdAt: 's.created_at',
  updatedAt: 's.updated_at',
};
