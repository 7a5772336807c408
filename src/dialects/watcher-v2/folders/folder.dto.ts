import { ApiProperty } from '@nestjs/swagger';
import { FlagField, IdField, IntegerField, PartField, TextField } from '../input/fields.decorator.js';
import { AnswerField, NullableAnswerField, OptionalAnswerField } from '../answer-field.decorator.js';

/** The picture of a folder's plan, in an answer. */
export class MapFileItem {
  @AnswerField('Media type of the picture.', 'image/png') readonly mime_type!: string;
  @AnswerField(
    'Where the picture is, for those who may see the folder.',
    '/vsaas/api/v2/organizations/7/folders/3/map_file',
  )
  readonly url!: string;
  @OptionalAnswerField('The picture in Base64; only where one folder is asked for.', 'iVBORw0KGgo=')
  readonly b64_content?: string;
}

/** A folder as API v2 shows it (WD). */
export class FolderItem {
  @AnswerField('Its id.', 3) readonly id!: number;
  @AnswerField('Whose it is.', 7) readonly organization_id!: number;
  @NullableAnswerField('The folder above it; null: the one folder at the top.', 1) readonly parent_id!: number | null;
  @AnswerField('Its name.', 'Ground floor') readonly title!: string;
  @AnswerField('Steps from the top, 0 to 7.', 1) readonly level!: number;
  @AnswerField('Its place among its siblings.', 0) readonly order_num!: number;
  @AnswerField('Cameras in it, without those below, that the caller sees.', 4) readonly camera_count!: number;
  @NullableAnswerField('Latitude and longitude, one space between.', '51.5 -0.12') readonly coordinates!: string | null;
  @NullableAnswerField('Where the corner of its plan lies.', '51.501 -0.121') readonly map_topleft!: string | null;
  @NullableAnswerField('Where the corner of its plan lies.', '51.501 -0.119') readonly map_topright!: string | null;
  @NullableAnswerField('Where the corner of its plan lies.', '51.499 -0.121') readonly map_bottomleft!: string | null;
  @ApiProperty({ type: () => MapFileItem, nullable: true, description: 'The picture of its plan.' })
  readonly map_file!: MapFileItem | null;
}

/** The picture of a folder's plan, in a request. */
export class MapFileBody {
  @TextField({
    description: 'The picture in Base64; PNG, JPEG, WebP or GIF.',
    example: 'iVBORw0KGgo=',
    longest: 4_000_000,
  })
  readonly b64_content?: string;

  @TextField({ description: 'Media type of the picture.', example: 'image/png' })
  readonly mime_type?: string;

  @FlagField({ description: 'Takes the picture away.', example: false })
  readonly delete?: boolean;
}

/** What `POST` and `PUT` of a folder take. */
export class FolderBody {
  @TextField({ description: 'Its name.', example: 'Ground floor', longest: 1000 })
  readonly title?: string;

  @IdField({ description: 'The folder above it; the one at the top where none is given.', example: 1 })
  readonly parent_id?: number;

  @IntegerField({ description: 'Its place among its siblings.', example: 0 })
  readonly order_num?: number;

  @TextField({ description: 'Latitude and longitude, one space between.', example: '51.5 -0.12', clearable: true })
  readonly coordinates?: string | null;

  @TextField({ description: 'Where the corner of its plan lies.', example: '51.501 -0.121', clearable: true })
  readonly map_topleft?: string | null;

  @TextField({ description: 'Where the corner of its plan lies.', example: '51.501 -0.119', clearable: true })
  readonly map_topright?: string | null;

  @TextField({ description: 'Where the corner of its plan lies.', example: '51.499 -0.121', clearable: true })
  readonly map_bottomleft?: string | null;

  @PartField(() => MapFileBody, { description: 'The picture of its plan.' })
  readonly map_file?: MapFileBody;
}

/** What `PUT` takes beside: where the folder moves; one of them. */
export class FolderChangeBody extends FolderBody {
  @IdField({ description: 'The folder that it comes behind.', example: 4 })
  readonly move_after?: number;

  @IdField({ description: 'The folder that it comes before.', example: 4 })
  readonly move_before?: number;

  @IdField({ description: 'The folder that it comes into.', example: 4 })
  readonly move_inside?: number;
}

export class NewFolderBody extends FolderBody {
  @TextField({ description: 'Its name.', example: 'Ground floor', longest: 1000, required: true })
  override readonly title!: string;
}
