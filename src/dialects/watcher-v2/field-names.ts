import type { ObjectKind } from '#errors';
import { settingNames } from './settings/settings.wire.js';

/** The name in API v2 of a field of the core, where it is not the same name with underscores. */
const names: Readonly<Record<string, string>> = {
  fullName: 'name',
  email: 'notification_email',
  accessLevel: 'is_admin',
  disabled: 'enabled',
  validUntil: 'valid_till',
  sessionSeconds: 'lifetime',
  systemKey: 'api_key',
  description: 'comment',
  streamUrl: 'stream_url',
  snapshotUrl: 'thumbnails_url',
  latitude: 'coordinates',
  longitude: 'coordinates',
  dvr: 'dvr_depth',
  vision: 'vision_params',
  cameras: 'camera_limit',
  users: 'user_limit',
  orderNumber: 'order_num',
  corners: 'map_topleft',
  image: 'map_file',
  shift: 'move_inside',
  publicPayloadUrl: 'public_url',
  totalBandwidth: 'max_bitrate',
  cameraName: 'camera',
  eventTypes: 'event_type',
  frequencySeconds: 'send_timeout',
  webhook: 'webhook_params',
  at: 'start_at',
};
/** Fields of the core whose name in API v2 depends on the object. */
const ofObject: Readonly<Partial<Record<ObjectKind, Readonly<Record<string, string>>>>> = {
  setting: settingNames,
  device: { platform: 'device_platform', model: 'device_model', version: 'device_version' },
  mosaic: { cameras: 'cameras' },
  'camera-group': { cameras: 'cameras' },
};

export function fieldName(field: string, object?: ObjectKind): string {
  const named = (object && ofObject[object]?.[field]) ?? names[field];
  return named ?? field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
