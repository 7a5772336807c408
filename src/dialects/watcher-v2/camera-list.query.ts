import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { CameraQuery, Condition } from '#cameras';
import { AsBoolean, AsInteger, AsText } from './coercions.decorator.js';
import { defaultLimit, largestLimit, largestOffset } from './page.js';

/** What `GET /cameras` takes; `""` counts as not given. */
export class CameraListQuery {
  @ApiPropertyOptional({ description: 'Part of name, title or comment, in any case.', example: 'shibuya' })
  @AsText()
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  readonly search?: string;

  @ApiPropertyOptional({
    description: `Cameras on a page: ${defaultLimit} where none is given here or in X-Page-Limit; more than ${largestLimit} is served as ${largestLimit}.`,
    example: 100,
  })
  @AsInteger()
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly limit?: number;

  @ApiPropertyOptional({ description: 'Cameras to skip.', example: 0 })
  @AsInteger()
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(largestOffset)
  readonly offset?: number;

  @ApiPropertyOptional({ description: 'Only the cameras of this organization.', example: 1 })
  @AsInteger()
  @IsOptional()
  @IsInt()
  readonly organization_id?: number;

  @ApiPropertyOptional({
    description: "Only the caller's favourites, or only the others. There are none.",
    example: false,
  })
  @AsBoolean()
  @IsOptional()
  @IsBoolean()
  readonly favorite?: boolean;

  @ApiPropertyOptional({
    description: 'Only cameras behind an agent, or only the others. There are no agents.',
    example: false,
  })
  @AsBoolean()
  @IsOptional()
  @IsBoolean()
  readonly agent?: boolean;
}

/** No camera: nobody has favourites, and no camera an agent. */
const never: Condition = { operator: 'missing', field: 'id' };

/** The list in the core's words. */
export function toCameraQuery({ search, organization_id, favorite, agent }: CameraListQuery): CameraQuery {
  return {
    where: [
      ...(search === undefined ? [] : [{ operator: 'search', value: search } as const]),
      ...(organization_id === undefined
        ? []
        : [{ operator: 'in', field: 'organizationId', values: [organization_id] } as const]),
      ...(favorite === true || agent === true ? [never] : []),
    ],
  };
}
