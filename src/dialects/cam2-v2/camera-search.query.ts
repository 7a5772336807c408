import { type CameraField, type CameraQuery, type Condition, type FieldValue, spellingsOfState } from '#cameras';
import { InputError } from '../http/input.error.js';
import type { CameraSearchDto } from './camera-search.dto.js';

const metresInKilometre = 1000;

/**
 * What is asked for as a query of the core: in the order of the camera ids, or nearest first.
 * @throws InputError input.invalid when latitude, longitude and radius are not all there
 */
export function toQuery(asked: CameraSearchDto): CameraQuery {
  const near = nearOf(asked);
  const where = [
    ...equal('retrievalKind', asked.type),
    ...equal('source', asked.source),
    ...equal('country', asked.country),
    ...state(asked.state),
    ...equal('city', asked.city),
    ...equal('resolutionWidth', asked.resolution_width),
    ...equal('resolutionHeight', asked.resolution_height ?? asked.resolution_heigth),
    ...equal('isActiveImage', asked.is_active_image),
    ...equal('isActiveVideo', asked.is_active_video),
  ];
  return near ? { where, near } : { where, sort: [{ field: 'objectId', descending: false }] };
}

function nearOf(asked: CameraSearchDto): CameraQuery['near'] {
  const { latitude = asked.lat, longitude = asked.lng, radius } = asked;
  if (latitude === undefined && longitude === undefined && radius === undefined) return undefined;
  if (latitude === undefined || longitude === undefined || radius === undefined)
    throw InputError.at('radius', 'together', 'latitude, longitude and radius go together.');
  return { latitude, longitude, radiusMetres: asked.radius_unit === 'm' ? radius : radius * metresInKilometre };
}

/** An empty text is what a form sends for a field that was left alone. */
export function equal(field: CameraField, value: FieldValue | undefined): readonly Condition[] {
  return value === undefined || value === '' ? [] : [{ operator: 'in', field, values: [value] }];
}

function state(text: string | undefined): readonly Condition[] {
  return text ? [{ operator: 'in', field: 'state', values: spellingsOfState(text) }] : [];
}
