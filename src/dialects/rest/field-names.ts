/** Fields of the core whose name on the wire is not theirs in snake case. */
const others: Readonly<Record<string, string>> = {
  isPublic: 'public',
  // Of a media server.
  hostname: 'name',
  publicPayloadUrl: 'public_url',
  privatePayloadUrl: 'private_url',
  channelLimit: 'camera_limit',
  totalBandwidth: 'bandwidth_limit',
  // Of a link.
  permissions: 'can',
  isDefault: 'default',
  // Of a folder.
  shift: 'parent_id',
  orderNumber: 'position',
  coordinates: 'location',
  // Of a grant.
  dvrDepthLimitSeconds: 'archive_seconds',
  grant: 'grants',
  'redirect-uri': 'redirect_uris',
  'post-logout-uri': 'post_logout_uris',
  resource: 'resources',
  'client-secret': 'client_secret',
};

/** The name of a field of an object, other than a camera, on the wire. */
export function fieldOnWire(field: string): string {
  return others[field] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
