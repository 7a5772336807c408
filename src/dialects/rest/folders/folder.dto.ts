import { ApiProperty } from '@nestjs/swagger';
import { IsLatitude, IsLongitude, IsNumber } from 'class-validator';
import type { Folder, FolderDraft } from '#access';
import { given, IntegerField, ObjectField, TextField } from '../resources/body-field.js';

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
  @TextField({ description: 'For people.', example: 'Ground floor', max: 255 })
  readonly title?: string;

  @IntegerField({
    description: 'The folder above, of the same organization: another one moves the folder with all below it.',
    example: 1,
  })
  readonly parent_id?: number;

  @IntegerField({ min: 0, description: 'Among its siblings, from 0; left out: the last.', example: 0 })
  readonly position?: number;

  @ObjectField({ type: FolderLocationBody, nullable: true, description: 'Where it is.' })
  readonly location?: FolderLocationBody | null;
}

/** The body of `POST /api/v1/folders`. */
export class NewFolderBody extends FolderChangeBody {
  @IntegerField({ required: true, description: 'Whose tree it goes into.', example: 1 })
  readonly organization_id!: number;

  @TextField({ required: true, description: 'For people.', example: 'Ground floor', max: 255 })
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
  return given({ title, coordinates: location });
}
