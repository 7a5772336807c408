import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { cameraKinds, type CameraKind, type Condition, type TagCondition } from '#cameras';
import { cameraInclusions, type CameraInclusion } from './camera-inclusions.js';
import { toCountryCode } from './country-code.js';
import { sortable } from './camera.shape.js';
import { toBoolean, toInteger } from './resources/query-values.js';
import { largestInteger } from '../http/largest-integer.js';

const sortWords = ['relevance', ...Object.keys(sortable).flatMap((key) => [key, `-${key}`])];

const toNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && decimal.test(value) ? Number(value) : value;
const toWords = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);
/** A filter may stand more than once: `country=JP&country=KR` finds both. */
const toList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value);
const toCountries = ({ value }: { value: unknown }): unknown => [value].flat().map(toCountryCode);
const toIntegers = ({ value }: { value: unknown }): unknown => [value].flat().map((one) => toInteger({ value: one }));

const decimal = /^[+-]?(\d{1,17}(\.\d{0,30})?|\.\d{1,30})$/;

/** Which top-level keys of a camera are in the answer. */
export class CameraFieldsQuery {
  @ApiPropertyOptional({
    type: String,
    description: 'Only these top-level keys of a camera, separated by commas. Such as `id,title,location`.',
  })
  @IsOptional()
  @Transform(toWords)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  readonly fields?: readonly string[];
}

/** What is added to each camera, too. */
class CameraInclusionQuery extends CameraFieldsQuery {
  @ApiPropertyOptional({
    type: String,
    description: `Also ${cameraInclusions.join(', ')}, separated by commas, each under its name; \`null\` where it is hidden from the caller. Not in NDJSON and CSV.`,
  })
  @IsOptional()
  @Transform(toWords)
  @ArrayMaxSize(cameraInclusions.length)
  @ArrayUnique()
  @IsIn(cameraInclusions, { each: true, message: 'include takes: $constraint1' })
  readonly include?: readonly CameraInclusion[];
}

/** The query of `GET /api/v1/cameras/{id}`. */
export class CameraReadQuery extends CameraInclusionQuery {
  @ApiPropertyOptional({
    type: 'integer',
    description:
      'The number of a person: what they see, as far as the caller does. For administrators, and for who may set the password of the account; the audit log has it.',
  })
  @IsOptional()
  @Transform(toInteger)
  @IsInt()
  @Min(1)
  @Max(largestInteger)
  readonly as_user?: number;
}

// Examples stand in the descriptions: Swagger UI would send them as values of parameters that nobody filled in.

/** The query of `GET /api/v1/cameras`. Filters of different names are AND-ed; values of one name are OR-ed. */
export class CameraListQuery extends CameraReadQuery {
  @ApiPropertyOptional({ description: 'Cameras in a page.', type: 'integer', minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Transform(toInteger)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit: number = 100;

  @ApiPropertyOptional({ description: '`next` or `prev` of another page of the same query; the limit may differ.' })
  @IsOptional()
  @IsString()
  @Length(1, 8192)
  readonly cursor?: string;

  @ApiPropertyOptional({
    type: String,
    description: `Up to three of ${Object.keys(sortable).join(', ')}, separated by commas, each with \`-\` for descending, such as \`-updated_at\`. Not together with \`near\`. With \`q\`, \`relevance\` is the default.`,
  })
  @IsOptional()
  @Transform(toWords)
  @ArrayMaxSize(3)
  @ArrayUnique((word: unknown) => (typeof word === 'string' ? word.replace(/^-/, '') : word))
  @IsIn(sortWords, { each: true, message: 'sort must be of: $constraint1' })
  readonly sort?: readonly string[];

  @ApiPropertyOptional({ description: 'Also count all cameras that match; slow on large catalogues.', default: false })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly total: boolean = false;

  @ApiPropertyOptional({
    type: [String],
    description: 'ISO 3166-1 code (alpha-2 or alpha-3); may be repeated. Such as `JP`.',
  })
  @IsOptional()
  @Transform(toCountries)
  @ArrayMaxSize(50)
  @Matches(/^[A-Z]{2,3}$/, { each: true, message: 'country must be two or three letters (ISO 3166-1)' })
  readonly country?: readonly string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'Name, whatever the case and the accents; may be repeated. Such as `Tokyo`.',
  })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  readonly city?: readonly string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'Name, whatever the case and the accents; may be repeated. Such as `Indiana`.',
  })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  readonly state?: readonly string[];

  @ApiPropertyOptional({ type: [String], description: 'Who published the camera; may be repeated.' })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  readonly source?: readonly string[];

  @ApiPropertyOptional({ enum: cameraKinds, isArray: true, description: 'How it is reached; may be repeated.' })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(3)
  @IsIn(cameraKinds, { each: true })
  readonly kind?: readonly CameraKind[];

  @ApiPropertyOptional({ type: [Number], description: 'May be repeated.' })
  @IsOptional()
  @Transform(toIntegers)
  @ArrayMaxSize(50)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(largestInteger, { each: true })
  readonly organization_id?: readonly number[];

  @ApiPropertyOptional({ description: 'Whether it is switched on.' })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly enabled?: boolean;

  @ApiPropertyOptional({ type: [String], description: 'Exact unique name; may be repeated.' })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 255, { each: true })
  readonly name?: readonly string[];

  @ApiPropertyOptional({
    description:
      "Words of name, title, description, city or state, the last of which may be a beginning, or a part of these or, where you may see it, of an input's URL; whatever the case and the accents. Where no camera has them, words like them. The best first, of 10,000 at most. Such as `harbour`.",
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly q?: string;

  @ApiPropertyOptional({
    description:
      '`west,south,east,north` in degrees (WGS84), edges included; west > east crosses the antimeridian, and so do longitudes beyond 180. Such as `139.5,35.5,140,35.9`.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly bbox?: string;

  @ApiPropertyOptional({
    description:
      '`latitude,longitude` in degrees: nearest first, each with its `distance` in metres. Such as `35.68,139.76`.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly near?: string;

  @ApiPropertyOptional({
    description: 'Metres around `near`; left out: the nearest `limit` cameras, however far. Such as `12000`.',
    minimum: 0,
    maximum: 20_100_000,
  })
  @IsOptional()
  @Transform(toNumber)
  @Min(0)
  @Max(20_100_000)
  readonly radius?: number;

  @ApiPropertyOptional({
    description:
      '`latitude,longitude` in degrees: only cameras in whose field of view (`azimuth`, `fov`, `range`) it is. Such as `35.6586,139.7454`.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly sees?: string;

  @ApiPropertyOptional({
    description: 'In CSV, leave cells as they are that a spreadsheet would take for formulas.',
    default: false,
  })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly raw: boolean = false;

  /** Whether `limit` or `cursor` was given. */
  declare readonly isPage?: boolean;

  /** Which `CameraListPipe` read. */
  declare readonly tags?: TagCondition;

  /** Filters by field and operator, which `CameraListPipe` read. */
  declare readonly filters?: readonly Condition[];
}
