import { LRUCache } from 'lru-cache';
import type { CameraField, CameraShape } from '#cameras';
import { InputError } from '../http/input.error.js';
import { versionTag, withIncluded } from './resources/preconditions.js';

/** A camera on REST's wire, key by key; nothing leaves that does not stand here, and no credential ever does. */
export const cameraShape = {
  id: 'id',
  name: 'name',
  title: 'title',
  description: 'description',
  kind: 'kind',
  location: { object: { latitude: 'latitude', longitude: 'longitude' }, unless: 'latitude' },
  city: 'city',
  state: 'state',
  country: 'country',
  timezone: 'timezone',
  organization_id: 'organizationId',
  folder_id: 'folderId',
  preset_id: 'presetId',
  tags: 'tags',
  source: 'source',
  source_url: 'sourceUrl',
  license: 'license',
  attribution: 'attribution',
  resolution: { object: { width: 'resolutionWidth', height: 'resolutionHeight' }, unless: 'resolutionWidth' },
  frame_rate: 'frameRate',
  azimuth: 'azimuth',
  fov: 'viewAngle',
  range: 'viewRangeMetres',
  enabled: 'enabled',
  streams: {
    object: { snapshot_url: 'snapshotUrl', stream_url: 'streamUrl', page_url: 'pageUrl', protocol: 'protocol' },
  },
  has_credentials: 'hasCredentials',
  created_at: 'createdAt',
  updated_at: 'updatedAt',
  version: 'version',
} as const satisfies CameraShape;

export type CameraKeyOnWire = keyof typeof cameraShape;
const keys = Object.keys(cameraShape).filter((key): key is CameraKeyOnWire => key in cameraShape);

/** How far away the camera is, in metres; only in answers to `near`. */
const distance = { distance: 'distanceMetres' } as const satisfies CameraShape;
const cameraShapeWithDistance: CameraShape = { ...cameraShape, ...distance };

/** Fields that lists can be sorted by, by their name on the wire. */
export const sortable = {
  id: 'id',
  name: 'name',
  title: 'title',
  kind: 'kind',
  city: 'city',
  state: 'state',
  country: 'country',
  timezone: 'timezone',
  organization_id: 'organizationId',
  source: 'source',
  frame_rate: 'frameRate',
  azimuth: 'azimuth',
  fov: 'viewAngle',
  range: 'viewRangeMetres',
  enabled: 'enabled',
  created_at: 'createdAt',
  updated_at: 'updatedAt',
  version: 'version',
} as const satisfies Readonly<Partial<Record<CameraKeyOnWire, CameraField>>>;

// One object for each selection, because the cameras module compiles each shape once.
const selections = new LRUCache<string, CameraShape>({ max: 500 });
const envelopes = new WeakMap<CameraShape, CameraShape>();

/**
 * The shape for a selection of top-level keys; all of them when none is named.
 * @throws InputError input.invalid for a key that a camera does not have
 */
export function shapeOf(selection: readonly string[] | undefined, withDistance: boolean): CameraShape {
  if (selection === undefined) return withDistance ? cameraShapeWithDistance : cameraShape;
  const available: readonly string[] = withDistance ? [...keys, 'distance'] : keys;
  const stranger = selection.find((key) => !available.includes(key));
  if (stranger !== undefined)
    throw InputError.at(
      'fields',
      'isIn',
      stranger === 'distance'
        ? 'The field "distance" needs the parameter near.'
        : `A camera has no field "${stranger.slice(0, 100)}"; it has: ${keys.join(', ')}.`,
    );
  const chosen = available.filter((key) => selection.includes(key));
  const name = chosen.join(',');
  const found = selections.get(name);
  if (found !== undefined) return found;
  const shape = Object.fromEntries(
    Object.entries(cameraShapeWithDistance).filter(([key]) => chosen.includes(key)),
  ) satisfies CameraShape;
  selections.set(name, shape);
  return shape;
}

const features = new WeakMap<CameraShape, CameraShape>();

/** A camera as a feature of GeoJSON (RFC 7946), whose properties are those of a shape. */
export function featureShapeOf(shape: CameraShape): CameraShape {
  const cached = features.get(shape);
  if (cached !== undefined) return cached;
  const feature: CameraShape = {
    type: { constant: 'Feature' },
    id: 'id',
    geometry: {
      object: { type: { constant: 'Point' }, coordinates: { list: ['longitude', 'latitude'] } },
      unless: 'latitude',
    },
    properties: { object: Object.fromEntries(Object.entries(shape).filter(([key]) => key !== 'location')) },
  };
  features.set(shape, feature);
  return feature;
}

/**
 * The shape of one camera with its version before it, so that the entity tag does not depend on the selection.
 */
export function envelopeOf(shape: CameraShape): CameraShape {
  const cached = envelopes.get(shape);
  if (cached !== undefined) return cached;
  const envelope: CameraShape = { version: 'version', addressed: 'addressed', camera: { object: shape } };
  envelopes.set(shape, envelope);
  return envelope;
}

/** Takes an envelope's JSON text apart without parsing it: the camera and its tag, which is another where the address is hidden. */
export function openEnvelope(text: string): { readonly tag: string; readonly json: string } {
  const [, version, addressed] = /^\{"version":(\d+),"addressed":(true|false),/.exec(text) ?? [];
  const tag = versionTag(Number(version));
  const json = text.slice(text.indexOf('"camera":') + '"camera":'.length, -1);
  return { tag: addressed === 'true' ? tag : withIncluded(tag, 'the address is hidden'), json };
}
