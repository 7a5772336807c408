import type { Streamer, StreamerDraft, StreamerField } from '#playback';
import { InputError } from '../../http/input.error.js';
import type { StreamerBody, StreamerItem } from './streamer.dto.js';

/** By which fields media servers can be sorted. */
export const streamerOrders: Readonly<Record<string, StreamerField>> = {
  id: 'id',
  hostname: 'hostname',
  api_url: 'apiUrl',
  public_url: 'publicPayloadUrl',
  max_bitrate: 'totalBandwidth',
};

export function toStreamerWire(streamer: Streamer): StreamerItem {
  const path = streamer.config['dvr_path'];
  return {
    id: streamer.id,
    hostname: streamer.hostname,
    api_url: streamer.apiUrl,
    public_url: streamer.publicPayloadUrl,
    cluster_key: null,
    has_cluster_key: streamer.hasClusterKey,
    dvr_path: typeof path === 'string' ? path : null,
    max_bitrate: streamer.totalBandwidth,
    is_local: false,
    server_status: { alive: false },
  };
}

/** @param before what else stands in the configuration stays */
export function toStreamerDraft(body: StreamerBody, before: Streamer['config'] = {}): StreamerDraft {
  const { api_url, public_url, cluster_key, max_bitrate, dvr_path } = body;
  const { dvr_path: _path, ...others } = before;
  return {
    apiUrl: api_url,
    publicPayloadUrl: public_url,
    // Clients send back the object that they read, where the key is null.
    ...(cluster_key === null ? {} : { clusterKey: cluster_key }),
    totalBandwidth: max_bitrate,
    ...(dvr_path === undefined ? {} : { config: dvr_path === null ? others : { ...others, dvr_path } }),
  };
}

/** The name of a new media server: from the request, else the host of its interface. */
export function hostnameOf({ hostname, api_url, public_url }: StreamerBody): string {
  if (hostname !== undefined) return hostname;
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:@]+)/i.exec(api_url ?? public_url ?? '')?.[1];
  if (host === undefined)
    throw InputError.at('hostname', 'isDefined', 'hostname must be given, or api_url, whose host it then is.');
  return host;
}
