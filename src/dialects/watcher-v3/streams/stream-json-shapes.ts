import { analyticsShape } from '../../http/analytics-shape.js';
import type { JsonShape } from '../../http/json-shape.js';

/** What of a stream is stored unchanged, as far as typed clients know it (GO25, GO26). */
export const audioShape = { disabled: 'boolean', transcode_audio_codec: 'string' } as const satisfies JsonShape;
export const eventTypesShape = { '*': 'boolean' } as const satisfies JsonShape;
export const notificationsShape = [
  { notification_type: 'string', event_types: eventTypesShape },
] as const satisfies JsonShape;
export const layoutRulesShape = {
  required_zones: ['string'],
  preferred_zones: ['string'],
} as const satisfies JsonShape;
export const labelsShape = { '*': 'string' } as const satisfies JsonShape;
export const pushesShape = [{ url: 'string', comment: 'string' }] as const satisfies JsonShape;
export const recorderShape = {
  audio: audioShape,
  can_publish: 'boolean',
  disabled: 'boolean',
  static: 'boolean',
  dvr: {
    disk_usage_limit: 'integer',
    episodes_expiration: 'integer',
    expiration: 'integer',
    redundancy_factor: 'integer',
    storage_limit: 'integer',
  },
  onvif: { ptz: 'boolean', url: 'string' },
  vision: analyticsShape,
  inputs: [
    {
      url: 'string',
      comment: 'string',
      priority: 'integer',
      user_agent: 'string',
      via: 'string',
      timeout: 'number',
      source_timeout: 'number',
    },
  ],
  name: 'string',
  title: 'string',
  comment: 'string',
  // Where the recorder is and who it lets in.
  enabled: 'boolean',
  url: 'string',
  host: 'string',
  port: 'integer',
  login: 'string',
  user: 'string',
  username: 'string',
  password: 'string',
} as const satisfies JsonShape;
