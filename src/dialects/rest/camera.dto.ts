import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  IsTimeZone,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { CameraKind } from '#cameras';
import { toCountryCode } from './country-code.js';
import { LocationBody, ResolutionBody, StreamsBody } from './camera-parts.dto.js';
import { Optional } from './optional.decorator.js';

/** Cameras of kind `ip` (address and paths) come from the CAM2 APIs and from imports; this API can only read them. */
const writableKinds = ['non_ip', 'stream'] as const satisfies readonly CameraKind[];

/** What both creating and changing a camera take. `null` clears. */
export class CameraBody {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'For people.', example: 'Tower, looking north' })
  @IsOptional()
  @IsString()
  @Length(1, 1000)
  readonly title?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'For people.' })
  @IsOptional()
  @IsString()
  @Length(1, 4000)
  readonly description?: string | null;

  @ApiPropertyOptional({ type: LocationBody, nullable: true, description: 'Where it stands.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LocationBody)
  readonly location?: LocationBody | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Found from the location where it is missing.' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly city?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Found from the location where it is missing.' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly state?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'ISO 3166-1 code (alpha-2, or alpha-3 for it); where there is a location, it follows from it.',
    example: 'JP',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => toCountryCode(value))
  @Matches(/^[A-Z]{2}$/, { message: 'country must be the code of a country (ISO 3166-1)' })
  readonly country?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'IANA name.', example: 'Asia/Tokyo' })
  @IsOptional()
  @IsTimeZone()
  readonly timezone?: string | null;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    maxItems: 32,
    description:
      'At most 32, each of 1 to 64 characters without commas, semicolons and `//`; the whole list. Of those that differ in case and accents only, the first one stays. Whoever has a grant on a tag sees the camera.',
    example: ['entrance', 'north'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(32)
  @IsString({ each: true })
  @Length(1, 64, { each: true })
  readonly tags?: readonly string[] | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Who publishes it.', example: 'city-of-tokyo' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly source?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: "The publisher's page." })
  @IsOptional()
  @IsString()
  @Length(1, 2048)
  readonly source_url?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Under which its pictures are published.' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly license?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Whom to name beside its pictures.' })
  @IsOptional()
  @IsString()
  @Length(1, 1000)
  readonly attribution?: string | null;

  @ApiPropertyOptional({ type: ResolutionBody, nullable: true, description: 'How large its picture is.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ResolutionBody)
  readonly resolution?: ResolutionBody | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Frames a second.',
    minimum: 0,
    exclusiveMinimum: true,
    maximum: 240,
    example: 25,
  })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @IsPositive()
  @Max(240)
  readonly frame_rate?: number | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Where it looks: degrees clockwise from true north.',
    minimum: 0,
    maximum: 360,
    exclusiveMaximum: true,
    example: 315,
  })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(360)
  readonly azimuth?: number | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Its horizontal angle of view in degrees; 360 is all around.',
    minimum: 0,
    exclusiveMinimum: true,
    maximum: 360,
    example: 90,
  })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @IsPositive()
  @Max(360)
  readonly fov?: number | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'How far it sees, in metres.',
    minimum: 0,
    exclusiveMinimum: true,
    maximum: 100_000,
    example: 150,
  })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @IsPositive()
  @Max(100_000)
  readonly range?: number | null;

  @ApiPropertyOptional({ description: 'Whether it is switched on.', default: true })
  @Optional()
  @IsBoolean()
  readonly enabled?: boolean;

  @ApiPropertyOptional({ type: StreamsBody, nullable: true, description: 'How it is reached.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => StreamsBody)
  readonly streams?: StreamsBody | null;

  @ApiPropertyOptional({
    description: "Whose camera it is; left out: the application's own organization, else the public default.",
    example: 1,
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  readonly organization_id?: number;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    description:
      'A folder of its organization; `null` and, for a new camera or one that goes to another organization, left out: the root.',
    minimum: 1,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  readonly folder_id?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    description:
      'A preset of its organization, or the default one, which a new camera gets where this is left out; `null`: none.',
    minimum: 1,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  readonly preset_id?: number | null;
}

/** The body of `POST /api/v1/cameras`. */
export class NewCameraBody extends CameraBody {
  @ApiPropertyOptional({
    description: 'Unique and immutable; slashes are allowed. Left out: made from the title.',
    example: 'tokyo/tower-north',
  })
  @Optional()
  @IsString()
  @Length(1, 255)
  readonly name?: string;

  @ApiPropertyOptional({
    enum: writableKinds,
    description: 'Left out: `stream` where there is a stream URL, else `non_ip`.',
  })
  @Optional()
  @IsIn(writableKinds)
  readonly kind?: (typeof writableKinds)[number];
}

/** The body of `PATCH /api/v1/cameras/{id}` (RFC 7396): what is left out stays, `null` clears. */
export class CameraChangeBody extends CameraBody {
  @ApiPropertyOptional({ enum: writableKinds, description: 'How it is reached.' })
  @Optional()
  @IsIn(writableKinds)
  readonly kind?: (typeof writableKinds)[number];

  @ApiPropertyOptional({
    description: 'The version that was read; another one by now answers 412. The same as `If-Match: "<version>"`.',
    minimum: 1,
    example: 3,
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  readonly version?: number;
}
