import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { feedChangeTypes, mostChanges } from '#cameras';
import { CameraAnswer } from '../camera-answer.dto.js';
import { CameraFieldsQuery } from '../camera-list.dto.js';
import { toInteger } from '../resources/query-values.js';
import { largestInteger } from '../../http/largest-integer.js';

/** The query of `GET /api/v1/cameras/events`. */
export class EventsQuery extends CameraFieldsQuery {
  @ApiPropertyOptional({
    description:
      'The cursor of an answer or event before, for the same `organization_id`. `beginning`: first everything that the caller sees. Left out: from now on.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 12_000)
  readonly since?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'Only cameras of this organization.', minimum: 1 })
  @IsOptional()
  @Transform(toInteger)
  @IsInt()
  @Min(1)
  @Max(largestInteger)
  readonly organization_id?: number;
}

/** The query of `GET /api/v1/cameras/changes`. */
export class ChangesQuery extends EventsQuery {
  @ApiPropertyOptional({
    description: 'Changes in an answer.',
    type: 'integer',
    minimum: 1,
    maximum: mostChanges,
    default: 100,
  })
  @IsOptional()
  @Transform(toInteger)
  @IsInt()
  @Min(1)
  @Max(mostChanges)
  readonly limit: number = 100;
}

/** What became of a camera. */
export class CameraChangeAnswer {
  @ApiProperty({
    enum: feedChangeTypes,
    description:
      '`shown`, `hidden`: it is now, or no longer, visible to this caller. A camera that the caller does not see is in no change.',
    example: 'updated',
  })
  readonly type!: string;

  @ApiProperty({ description: "The camera's number.", example: 42 })
  readonly id!: number;

  @ApiPropertyOptional({ description: 'Its version; not of one that is deleted or hidden.', example: 3 })
  readonly version?: number;

  @ApiPropertyOptional({ type: CameraAnswer, description: 'As it is now; not of one that is deleted or hidden.' })
  readonly camera?: CameraAnswer;
}

export class CameraChangesAnswer {
  @ApiProperty({ type: [CameraChangeAnswer], description: 'Each camera once, however often it was changed.' })
  readonly changes!: readonly CameraChangeAnswer[];

  @ApiProperty({ description: 'The `since` of the next request.', example: 'v1.6f0c…' })
  readonly next!: string;

  @ApiProperty({ description: 'Whether there is more to read now.', example: false })
  readonly has_more!: boolean;
}
