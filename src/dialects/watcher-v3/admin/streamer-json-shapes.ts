import type { JsonShape } from '../../http/json-shape.js';

/** The archives of a media server (GO25 `DvrConfig`). */
export const dvrsShape = [
  {
    active: 'integer',
    disk_usage_limit: 'integer',
    disks: [{ mode: 'string', path: 'string' }],
    episodes_expiration: 'integer',
    expiration: 'integer',
    index: 'string',
    name: 'string',
    raid: 'integer',
    root: 'string',
    stats: {
      blobs_count: 'integer',
      blobs_count_db: 'integer',
      errors: { '*': 'integer' },
      size: 'integer',
      usage: 'integer',
      used: 'integer',
      used_index: 'integer',
    },
    storage_limit: 'integer',
  },
] as const satisfies JsonShape;

const login = { login: 'string', password: 'string' } as const;
const srt = {
  enforcedencryption: 'boolean',
  latency: 'number',
  linger: 'integer',
  minversion: 'string',
  passphrase: 'string',
  streamid: 'string',
  version: 'string',
} as const;
const webrtc = { transport: 'string' } as const;

/** The configuration of a media server (GO25 `StreamerConfigConfig`). */
export const configShape = {
  auth_backends: [{ allow_default: 'boolean', name: 'string' }],
  auth_token: 'string',
  caches: [{ expiration: 'integer', misses: 'integer', name: 'string' }],
  camera_alarm: 'object',
  cluster_key: 'string',
  decklinks: [{ profile: 'string' }],
  dvb_cards: [{ adapter: 'integer', attenuator: 'integer', name: 'string' }],
  dvrs: dvrsShape,
  edit_auth: login,
  event_sinks: [{ level: 'string', max_depth: 'integer', name: 'string', url: 'string' }],
  geoip: 'string',
  http_proxies: [{ mainpage: 'boolean', prefix: 'string' }],
  listeners: 'object',
  log_requests: 'boolean',
  loglevel: 'string',
  meta: 'string',
  nvidia_monitor: 'boolean',
  pulsedb: 'string',
  rproxy: { endpoint_auth: 'string', streampoint_key: 'string' },
  server_names: [{ domain: 'string' }],
  session_log: 'string',
  srt2_play: srt,
  srt2_publish: srt,
  srt_play: srt,
  srt_publish: srt,
  streaming_prefix: 'string',
  total_bandwidth: 'integer',
  transponders: [{ bitrate: 'integer', name: 'string' }],
  view_auth: login,
  vods: [
    {
      add_audio_only: 'boolean',
      auto_mbr: 'boolean',
      disabled: 'boolean',
      download: 'boolean',
      position: 'integer',
      prefix: 'string',
      provider: 'string',
      read_queue: 'integer',
      segment_duration: 'number',
      storages: [{ url: 'string' }],
      timeout: 'integer',
    },
  ],
  vsaas: { central_url: 'string', watcher_url: 'string' },
  webrtc_play: webrtc,
  webrtc_publish: webrtc,
} as const satisfies JsonShape;
