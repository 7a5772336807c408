import { cameraKinds, type CameraKind } from '#cameras';
import { Field } from './field.decorator.js';
import { countryLookedFor, decimal, integer, oneOf, orEmpty, text, truth } from './reader.js';
import { largestInteger } from '../http/largest-integer.js';

const latitude = decimal(-90, 90);
const longitude = decimal(-180, 180);
const pixels = integer(0, largestInteger);
const anyText = text(2048);

/**
 * The query of `GET /cameras/search`, AND-ed; unknown parameters are ignored. An empty text or choice is no filter, as
 * from a form that was left alone; an empty number or truth value is refused.
 */
export class CameraSearchDto {
  @Field(latitude, { description: 'With longitude and radius.', example: 40.4259, type: Number })
  readonly latitude?: number;
  @Field(longitude, { description: 'With latitude and radius.', example: -86.9081, type: Number })
  readonly longitude?: number;
  @Field(decimal(0, Number.MAX_VALUE), {
    description: 'Kilometres, or metres with `radius_unit=m`.',
    example: 50,
    type: Number,
  })
  readonly radius?: number;
  @Field(orEmpty(oneOf('km', 'm')), {
    description: 'What the radius is in.',
    enum: ['km', 'm'],
    default: 'km',
    type: String,
  })
  readonly radius_unit?: 'km' | 'm' | '';
  @Field(integer(0, largestInteger), { description: 'Skips so many.', example: 100, type: Number, default: 0 })
  readonly offset?: number;
  @Field(orEmpty(oneOf(...cameraKinds)), {
    description: 'How it is reached.',
    enum: cameraKinds,
    example: 'non_ip',
    type: String,
  })
  readonly type?: CameraKind | '';
  @Field(anyText, { description: 'Who published it, exactly.', example: 'google', type: String })
  readonly source?: string;
  @Field(countryLookedFor, {
    description: 'ISO 3166-1 code (`JP`, `JPN`) or English name.',
    example: 'USA',
    type: String,
  })
  readonly country?: string;
  @Field(anyText, {
    description: 'State, whatever the case and the accents; one of the USA by its postal code or its name.',
    example: 'IN',
    type: String,
  })
  readonly state?: string;
  @Field(anyText, { description: 'City, whatever the case and the accents.', example: 'Tokyo', type: String })
  readonly city?: string;
  @Field(pixels, { description: 'Width in pixels, exactly.', example: 1920, type: Number })
  readonly resolution_width?: number;
  @Field(pixels, { description: 'Height in pixels, exactly.', example: 1080, type: Number })
  readonly resolution_height?: number;
  @Field(truth, { description: 'Whether it delivers pictures.', example: true, type: Boolean })
  readonly is_active_image?: boolean;
  @Field(truth, { description: 'Whether it delivers video.', example: true, type: Boolean })
  readonly is_active_video?: boolean;

  @Field(latitude, { description: 'What clients of June 2018 call latitude.', type: Number, deprecated: true })
  readonly lat?: number;
  @Field(longitude, { description: 'What clients of June 2018 call longitude.', type: Number, deprecated: true })
  readonly lng?: number;
  @Field(pixels, { description: 'How clients of June 2018 spell resolution_height.', type: Number, deprecated: true })
  readonly resolution_heigth?: number;
}
