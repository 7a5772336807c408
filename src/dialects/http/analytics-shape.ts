import type { JsonShape } from './json-shape.js';

const moment = 'integer';

const detectors = [
  {
    detector_type: 'object',
    region_id: 'string',
    region_title: 'string',
    region_coordinates: 'object',
    stats: {
      status: 'string',
      last_detection_at: moment,
      alerts: { low_quality_at: moment, not_enough_detections_at: moment, small_size_at: moment },
    },
  },
] as const;

/** `vision` of a stream: the fields of typed clients (GO25 `VisionSpec`), and where and on what it runs. */
export const analyticsShape = {
  alg: 'string',
  areas: 'string',
  detectors,
  stats: { last_detection_at: moment },
  enabled: 'boolean',
  gpu: 'integer',
  url: 'string',
  config: 'object',
} as const satisfies JsonShape;

/** `vision` of a preset (GO26 `PresetVision`), which its streams have, too. */
export const presetAnalyticsShape = { ...analyticsShape, detector_type: 'string' } as const satisfies JsonShape;
