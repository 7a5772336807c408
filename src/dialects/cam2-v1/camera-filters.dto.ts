import { choice } from '../http/fields/readers.js';
import { anyCase } from '../http/fields/spellings.js';
import { countryLookedFor } from './camera-readers.js';
import { Field } from './field.decorator.js';
import { anyText, decimal, integer, moment, positive, type Reader, truth } from './reader.js';

const latitude = decimal(-90, 90);
const longitude = decimal(-180, 180);
const pixels = integer(0, 2_147_483_647);
const cameraTypes = ['IP', 'Non_IP'] as const;
export type CameraType = (typeof cameraTypes)[number];
const readType = choice(cameraTypes, { from: anyCase(cameraTypes) });
const cameraType: Reader<CameraType | ''> = (given) => (given === '' ? { value: given } : readType(given));
/** An end of a range may lie beyond what a camera can have, but not below everything. */
const end = decimal(0);

/**
 * The query parameters of CAM2API, AND-ed; unknown ones are ignored, the last of repeated ones counts. An empty text or
 * choice is no filter, as from a form that was left alone; an empty number, boolean or date is an error.
 */
export class CameraFiltersDto {
  @Filter(anyText, 'City, whatever the case and the accents.', 'Tokyo') readonly city?: string;
  @Filter(anyText, 'State, whatever the case and the accents; one of the USA by its postal code or its name.', 'IN')
  readonly state?: string;
  @Filter(countryLookedFor, 'ISO 3166-1 code (`JP`, `JPN`) or English name.', 'JP') readonly country?: string;
  @Filter(anyText, 'Who published it, exactly.', 'Google') readonly source?: string;
  @Filter(cameraType, 'IP or Non_IP.', 'Non_IP') readonly camera_type?: CameraType | '';
  @Filter(integer(0, 2_147_483_647), 'The `camera_id`.', 123) readonly id?: number;

  @Filter(latitude, 'Latitude, exactly, in degrees.', 35.6895) readonly lat?: number;
  @Filter(latitude, 'Smallest latitude.', 35) readonly lat_min?: number;
  @Filter(latitude, 'Largest latitude.', 36) readonly lat_max?: number;
  @Filter(longitude, 'Longitude, exactly, in degrees.', 139.6917) readonly lng?: number;
  @Filter(longitude, 'Smallest longitude.', 139) readonly lng_min?: number;
  @Filter(longitude, 'Largest longitude.', 140) readonly lng_max?: number;
  @Filter(positive(240), 'Frames a second, exactly; above 0 up to 240.', 0.5) readonly framerate?: number;
  @Filter(end, 'Fewest frames a second.', 0.1) readonly framerate_min?: number;
  @Filter(end, 'Most frames a second.', 30) readonly framerate_max?: number;
  @Filter(pixels, 'Width in pixels, exactly.', 1920) readonly resolution_w?: number;
  @Filter(end, 'Smallest width.', 640) readonly resolution_w_min?: number;
  @Filter(end, 'Largest width.', 3840) readonly resolution_w_max?: number;
  @Filter(pixels, 'Height in pixels, exactly.', 1080) readonly resolution_h?: number;
  @Filter(end, 'Smallest height.', 480) readonly resolution_h_min?: number;
  @Filter(end, 'Largest height.', 2160) readonly resolution_h_max?: number;

  @Filter(truth, 'Whether it delivers video (the field `is_video`).', true) readonly video?: boolean;
  @Filter(truth, 'Whether it stands outdoors.', true) readonly outdoors?: boolean;
  @Filter(truth, 'Whether it watches traffic.', true) readonly traffic?: boolean;
  @Filter(truth, 'Whether it delivers nothing, according to its source.', false) readonly inactive?: boolean;

  @Filter(moment, 'Added then or earlier; MM/DD/YYYY (midnight UTC) or ISO 8601.', '12/31/2026')
  readonly added_before?: Date;
  @Filter(moment, 'Added then or later.', '01/01/2026') readonly added_after?: Date;
  @Filter(moment, 'Changed then or earlier.', '2026-12-31T23:59:59Z') readonly updated_before?: Date;
  @Filter(moment, 'Changed then or later.', '2026-01-01') readonly updated_after?: Date;
}

export const limitOfPart = integer(1, 1_000_000);
export const offsetOfPart = integer(0, 2_147_483_647);

/** The query parameters of `GET /cameras/`: the filters, and a part of the array where all of it is too much. */
export class ListParametersDto extends CameraFiltersDto {
  @Field(limitOfPart, { description: 'At most so many; all without it.', example: 100, type: Number }, { lastOf: true })
  readonly limit?: number;

  @Field(offsetOfPart, { description: 'Skips so many.', example: 100, type: Number }, { lastOf: true })
  readonly offset?: number;
}

function Filter<Value>(
  read: Reader<Value>,
  description: string,
  example: string | number | boolean,
): PropertyDecorator {
  // Stated, because the type that the compiler emits for a union or a Date is no use in a query string.
  const type = typeof example === 'string' ? String : typeof example === 'number' ? Number : Boolean;
  return Field(read, { description, example, type }, { lastOf: true });
}
