import type { CameraDraft } from '#cameras';

/** The wire's name for each field of the core's that a CAM2 v2 body can set. */
const names: Readonly<Partial<Record<keyof CameraDraft, string>>> = {
  legacyCameraId: 'legacy_cameraID',
  kind: 'type',
  source: 'source',
  country: 'country',
  state: 'state',
  city: 'city',
  latitude: 'latitude',
  longitude: 'longitude',
  resolutionWidth: 'resolution_width',
  resolutionHeight: 'resolution_height',
  frameRate: 'frame_rate',
  isActiveImage: 'is_active_image',
  isActiveVideo: 'is_active_video',
  utcOffsetSeconds: 'utc_offset',
  timezoneCode: 'timezone_id',
  timezoneName: 'timezone_name',
  referenceLogo: 'reference_logo',
  referenceUrl: 'reference_url',
  ip: 'ip',
  port: 'port',
  brand: 'brand',
  model: 'model',
  imagePath: 'image_path',
  videoPath: 'video_path',
  snapshotUrl: 'snapshot_url',
  pageUrl: 'snapshot_url',
  streamUrl: 'm3u8_url',
};

/** What CAM2 v2 calls a field of the core's. */
export function wireNameOf(field: string | undefined): string {
  return Object.entries(names).find(([own]) => own === field)?.[1] ?? 'A value';
}
