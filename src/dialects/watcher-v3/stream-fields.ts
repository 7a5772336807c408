import type { Camera, PlainCameraField } from '#cameras';

/** How a value is written in a query (OAD): `utc_ms` is milliseconds since 1970. */
export type WireType = 'string' | 'integer' | 'number' | 'boolean' | 'utc_ms';

/** What showing a stream takes beside the camera itself. */
export interface StreamSurroundings {
  readonly organizationTitles: ReadonlyMap<number, string>;
}

/**
 * One place in a stream object, and how it is filtered, sorted by and shown:
 * - `stored`: a field of the camera; `negated` where the wire says the opposite (`disabled`);
 * - `fixed`: the same for every stream; undefined for what nobody knows here (it counts as missing);
 * - `shown`: only shown, because it is put together from several fields.
 */
export type StreamField =
  | {
      readonly kind: 'stored';
      readonly path: string;
      readonly type: WireType;
      readonly field: PlainCameraField;
      readonly negated?: true;
    }
  | {
      readonly kind: 'fixed';
      readonly path: string;
      readonly type: WireType;
      readonly value: string | boolean | undefined;
    }
  | {
      readonly kind: 'shown';
      readonly path: string;
      readonly show: (camera: Camera, surroundings: StreamSurroundings) => unknown;
    };

const stored = (path: string, type: WireType, field: PlainCameraField): StreamField => ({
  kind: 'stored',
  path,
  type,
  field,
});
const fixed = (path: string, type: WireType, value: string | boolean): StreamField => ({
  kind: 'fixed',
  path,
  type,
  value,
});
const unknown = (path: string, type: WireType): StreamField => ({ kind: 'fixed', path, type, value: undefined });

/** The stream object of client-api v3 (GO25), as far as there is something to say, in the order in which it is written. */
const fields: readonly StreamField[] = [
  stored('name', 'string', 'name'),
  stored('title', 'string', 'title'),
  stored('comment', 'string', 'description'),
  { kind: 'shown', path: 'inputs', show: inputsOf },
  // A network camera runs whether somebody looks or not; `false` would mean "started on demand".
  fixed('static', 'boolean', true),
  { kind: 'stored', path: 'disabled', type: 'boolean', field: 'enabled', negated: true },
  stored('coordinates.latitude', 'number', 'latitude'),
  stored('coordinates.longitude', 'number', 'longitude'),
  // The deprecated alias, read and written beside the new one.
  stored('map_coordinates.latitude', 'number', 'latitude'),
  stored('map_coordinates.longitude', 'number', 'longitude'),
  { kind: 'shown', path: 'postal_address', show: postalAddressOf },
  stored('organization.id', 'integer', 'organizationId'),
  {
    kind: 'shown',
    path: 'organization.title',
    show: ({ organizationId }, { organizationTitles }) => organizationTitles.get(organizationId),
  },
  stored('organization_id', 'integer', 'organizationId'),
  // No media passes through here: no stream is running, and none is alive.
  fixed('stats.status', 'string', 'waiting'),
  fixed('stats.alive', 'boolean', false),
  unknown('stats.bitrate', 'integer'),
  unknown('stats.bytes_out', 'integer'),
  unknown('stats.online_clients', 'integer'),
  unknown('stats.lifetime', 'integer'),
  unknown('stats.ts_delay', 'integer'),
  unknown('stats.last_dts_at', 'utc_ms'),
  unknown('last_episode_at', 'utc_ms'),
  stored('created_at', 'utc_ms', 'createdAt'),
  stored('last_change.created_at', 'utc_ms', 'updatedAt'),
];

/** Every field by its dotted path. */
export const streamFields: ReadonlyMap<string, StreamField> = new Map(fields.map((field) => [field.path, field]));

/** Which fields an answer has although `select` did not name them. */
export const requiredStreamFields: readonly string[] = ['name'];

function inputsOf(camera: Camera): readonly { readonly url: string }[] {
  const url = sourceOf(camera);
  return url === undefined ? [] : [{ url }];
}

/** Where the video, else the picture comes from; credentials are never in it, the core has split them off. */
function sourceOf({ streamUrl, snapshotUrl, ip, port, videoPath, imagePath }: Camera): string | undefined {
  if (streamUrl !== null) return streamUrl;
  if (snapshotUrl !== null) return snapshotUrl;
  const path = videoPath ?? imagePath;
  if (ip === null || path === null) return undefined;
  const host = ip.includes(':') ? `[${ip}]` : ip;
  return `http://${host}${port === null ? '' : `:${port}`}${path.startsWith('/') ? '' : '/'}${path}`;
}

function postalAddressOf({ city, state, country }: Camera): string | undefined {
  const parts = [city, state, country].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}
