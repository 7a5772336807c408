import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsInt,
  IsLatitude,
  IsLongitude,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Folder, FolderDraft } from '#access';
import { Optional, Required } from '../optional.decorator.js';

const largestId = 2_147_483_647;

/** Where a folder is. */
export class FolderLocationBody {
  @ApiProperty({ description: 'WGS84 degrees.', example: 48.8584 })
  @IsNumber()
  @IsLatitude()
  readonly latitude!: number;

  @ApiProperty({ description: 'WGS84 degrees.', example: 2.2945 })
  @IsNumber()
  @IsLongitude()
  readonly longitude!: number;
}

/** The body of `PATCH /api/v1/folders/{id}` (RFC 7396): what is left out stays, `null` clears. */
export class FolderChangeBody {
  @ApiPropertyOptional({ description: 'For people.', example: 'Ground floor' })
  @Optional()
  @IsString()
  @Length(1, 255)
  readonly title?: string;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'The folder above, of the same organization: another one moves the folder with all below it.',
    example: 1,
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(largestId)
  readonly parent_id?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Among its siblings, from 0; left out: the last.', example: 0 })
  @Optional()
  @IsInt()
  @Min(0)
  @Max(largestId)
  readonly position?: number;

  @ApiPropertyOptional({ type: FolderLocationBody, nullable: true, description: 'Where it is.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => FolderLocationBody)
  readonly location?: FolderLocationBody | null;
}

/** The body of `POST /api/v1/folders`. */
export class NewFolderBody extends FolderChangeBody {
  @ApiProperty({ type: 'integer', description: 'Whose tree it goes into.', example: 1 })
  @IsInt()
  @Min(1)
  @Max(largestId)
  readonly organization_id!: number;

  @ApiProperty({ description: 'For people.', example: 'Ground floor' })
  @Required()
  @IsString()
  @Length(1, 255)
  override readonly title!: string;
}

export function toNewFolder(body: NewFolderBody): FolderDraft {
  return { ...toValues(body), parentId: body.parent_id, orderNumber: body.position };
}

/** The change of a folder as it is: the same parent moves nothing. */
export function toFolderChange(body: FolderChangeBody): (folder: Folder) => FolderDraft {
  const { parent_id: parentId, position } = body;
  return (folder) => ({
    ...toValues(body),
    ...(parentId === undefined || parentId === folder.parentId
      ? { orderNumber: position }
      : { shift: { direction: 'inside', destination: parentId, position } }),
  });
}

function toValues({ title, location }: FolderChangeBody): FolderDraft {
  return {
    ...(title === undefined ? {} : { title }),
    ...(location === undefined ? {} : { coordinates: location }),
  };
}
