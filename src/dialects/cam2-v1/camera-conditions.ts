import { type CameraField, type Condition, type FieldValue, spellingsOfState } from '#cameras';
import type { CameraFiltersDto } from './camera-filters.dto.js';

type Comparison = 'gte' | 'lte';

/** CAM2API's filters as conditions of the core; ends of ranges belong to them. */
export function conditionsOf(filters: CameraFiltersDto): readonly Condition[] {
  const { lat, lng, framerate, resolution_w, resolution_h } = filters;
  return [
    ...equal('city', filters.city),
    ...state(filters.state),
    ...equal('country', filters.country),
    ...equal('source', filters.source),
    ...kind(filters.camera_type),
    ...equal('cameraId', filters.id),
    ...equal('latitude', lat),
    ...compare('latitude', 'gte', filters.lat_min),
    ...compare('latitude', 'lte', filters.lat_max),
    ...equal('longitude', lng),
    ...compare('longitude', 'gte', filters.lng_min),
    ...compare('longitude', 'lte', filters.lng_max),
    ...equal('frameRate', framerate),
    ...compare('frameRate', 'gte', filters.framerate_min),
    ...compare('frameRate', 'lte', filters.framerate_max),
    ...equal('resolutionWidth', resolution_w),
    ...compare('resolutionWidth', 'gte', filters.resolution_w_min),
    ...compare('resolutionWidth', 'lte', filters.resolution_w_max),
    ...equal('resolutionHeight', resolution_h),
    ...compare('resolutionHeight', 'gte', filters.resolution_h_min),
    ...compare('resolutionHeight', 'lte', filters.resolution_h_max),
    ...equal('isVideo', filters.video),
    ...equal('outdoors', filters.outdoors),
    ...equal('traffic', filters.traffic),
    ...equal('inactive', filters.inactive),
    ...compare('createdAt', 'lte', filters.added_before),
    ...compare('createdAt', 'gte', filters.added_after),
    ...compare('updatedAt', 'lte', filters.updated_before),
    ...compare('updatedAt', 'gte', filters.updated_after),
  ];
}

/** An empty text is what a form sends for a field that was left alone. */
function equal(field: CameraField, value: FieldValue | undefined): readonly Condition[] {
  return value === undefined || value === '' ? [] : [{ operator: 'in', field, values: [value] }];
}

function compare(field: CameraField, operator: Comparison, value: FieldValue | undefined): readonly Condition[] {
  return value === undefined ? [] : [{ operator, field, value }];
}

/** CAM2's clients write `IN`, the geocoder `Indiana`. */
function state(text: string | undefined): readonly Condition[] {
  return text ? [{ operator: 'in', field: 'state', values: spellingsOfState(text) }] : [];
}

function kind(type: CameraFiltersDto['camera_type']): readonly Condition[] {
  if (!type) return [];
  return [{ operator: 'in', field: 'kind', values: type === 'IP' ? ['ip'] : ['non_ip', 'stream'] }];
}
