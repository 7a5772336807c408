/** What a refusal can be about, in the core's words; a dialect says them in its own. */
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
