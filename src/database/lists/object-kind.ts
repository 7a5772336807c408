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

/** How any room refuses what has to do with one object; the kind of the object stands beside it. */
export const objectRefusals = [
  /** Missing, or hidden from the caller: never told apart. */
  'object.not-found',
  /** Seen, but not the caller's to change; or a right that the caller may not give. */
  'object.forbidden',
  /** A value that cannot be held; `field` says which. */
  'object.invalid',
  /** Another one has this name, or something still depends on it. */
  'object.taken',
  /** The organization has as many cameras or users as it may have. */
  'limit.reached',
] as const;
export type ObjectRefusal = (typeof objectRefusals)[number];
