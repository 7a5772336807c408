/** The kinds of objects that an error can be about; a dialect maps them to its own terms. */
export const objectKinds = [
  'organization',
  'membership',
  'folder',
  'camera',
  'camera-permission',
  'folder-permission',
  'invitation',
  'user',
  'preset',
  'camera-group',
  'mosaic',
  'message',
  'subscription',
  'device',
  'event',
  'streamer',
  'zone',
  'share',
  'setting',
  'playback-token',
] as const;
export type ObjectKind = (typeof objectKinds)[number];
