import type { CameraDraft } from '#cameras';

/** The wire's name for each field of the core's that a CAM2 v1 body can set. */
const names: Readonly<Partial<Record<keyof CameraDraft, string>>> = {
  cameraId: 'camera_id',
  latitude: 'lat',
  longitude: 'lng',
  ip: 'ip',
  port: 'port',
  snapshotUrl: 'url',
  streamUrl: 'url',
  pageUrl: 'url',
  city: 'city',
  state: 'state',
  country: 'country',
  source: 'source',
  sourceUrl: 'source_url',
  description: 'description',
  isVideo: 'is_video',
  frameRate: 'framerate',
  outdoors: 'outdoors',
  traffic: 'traffic',
  inactive: 'inactive',
  resolutionWidth: 'resolution_w',
  resolutionHeight: 'resolution_h',
};

/** What CAM2 v1 calls a field of the core's; `non_field_errors` for what it has no name for. */
export function wireNameOf(field: string | undefined): string {
  return Object.entries(names).find(([own]) => own === field)?.[1] ?? 'non_field_errors';
}
