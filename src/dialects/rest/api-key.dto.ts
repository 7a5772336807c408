import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsRFC3339,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Permission, permissions } from '#auth';
import { Optional } from './optional.decorator.js';
import { toInteger } from './resources/query-values.js';
import { largestInteger } from '../http/largest-integer.js';

/** As OAuth writes scopes, too. */
const toWords = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(' ') : value);

/** The cameras of a key: exactly one of the three. */
export class KeyCamerasBody {
  @ApiPropertyOptional({ type: 'integer', description: 'All cameras of an organization.', example: 1 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestInteger)
  readonly organization_id?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'All cameras in a folder and below.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestInteger)
  readonly folder_id?: number;

  @ApiPropertyOptional({ type: [Number], description: 'These cameras, at most 1000.' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsInt({ each: true })
  readonly ids?: readonly number[];
}

/** What an API key is limited to; `null` takes a limit away. */
export class ApiKeyLimitsBody {
  @ApiPropertyOptional({
    enum: permissions,
    isArray: true,
    nullable: true,
    description: 'Permissions; without them all that its owner may do. Also as one text with spaces.',
    example: ['cameras:read', 'cameras:live'],
  })
  @IsOptional()
  @Transform(toWords)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(permissions.length)
  @IsIn(permissions, { each: true })
  readonly scopes?: readonly Permission[] | null;

  @ApiPropertyOptional({
    type: KeyCamerasBody,
    nullable: true,
    description: 'The cameras it reaches; without them all that its owner may see.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => KeyCamerasBody)
  readonly cameras?: KeyCamerasBody | null;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    description: 'Networks (CIDR) or addresses from which it may be presented; without them from everywhere.',
    example: ['127.0.0.0/8', '::1'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  readonly networks?: readonly string[] | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ends; without it never.',
    example: '2099-01-01T00:00:00Z',
  })
  @IsOptional()
  @IsRFC3339()
  readonly expires_at?: string | null;
}

/** The body of `POST /api/v1/api-keys`. */
export class NewApiKeyBody extends ApiKeyLimitsBody {
  @ApiProperty({ description: 'For people.', example: 'Lobby display' })
  @IsString()
  @Length(1, 255)
  readonly name!: string;
}

/** The body of `PATCH /api/v1/api-keys/{id}` (RFC 7396): what is left out stays. */
export class ApiKeyChangeBody extends ApiKeyLimitsBody {
  @ApiPropertyOptional({ description: 'For people.', example: 'Lobby display' })
  @Optional()
  @IsString()
  @Length(1, 255)
  readonly name?: string;
}

/** The body of `POST /api/v1/api-keys/{id}/rotate`. */
export class RotationBody {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 604_800,
    default: 0,
    description: 'For how many seconds the old secret works, too.',
    example: 3600,
  })
  @Optional()
  @IsInt()
  @Min(0)
  @Max(604_800)
  readonly overlap_seconds?: number;
}

/** The query of `GET /api/v1/api-keys`. */
export class ApiKeyListQuery {
  @ApiPropertyOptional({ description: 'Keys in a page.', type: 'integer', minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Transform(toInteger)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit: number = 100;

  @ApiPropertyOptional({ description: '`next` or `prev` of an earlier page.' })
  @IsOptional()
  @IsString()
  @Length(1, 8192)
  readonly cursor?: string;
}
