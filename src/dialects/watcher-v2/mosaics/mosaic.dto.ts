import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateBy } from 'class-validator';
import { mosaicTypes } from '#layouts';
import { nameIn } from '../input/coercions.js';
import { FlagField, IdField, TextField, WordField } from '../input/fields.decorator.js';
import { ListParameters } from '../lists/list.query.js';
import { AnswerField } from '../answer-field.decorator.js';

/** Cameras side by side (WD). */
export class MosaicItem {
  @AnswerField('Its id.', 4) readonly id!: number;
  @AnswerField('Its name.', 'Entrances') readonly title!: string;
  @ApiProperty({ enum: [...mosaicTypes], description: 'Columns and rows.', example: '2x2' })
  readonly type!: string;
  @AnswerField('Whose it is.', 7) readonly organization_id!: number;
  @AnswerField('Visible to the organization, not only to its maker.', true) readonly visible!: boolean;
  @ApiProperty({
    type: 'array',
    items: { type: 'string', nullable: true },
    description: 'A name of a camera for each cell; null: an empty one, or a camera that the caller does not see.',
    example: ['north/gate', null],
  })
  readonly cameras!: readonly (string | null)[];
}

const texts = (value: unknown): unknown => {
  if (value === undefined || value === null) return undefined;
  const cells = typeof value === 'string' ? value.split(',').map((cell) => cell.trim()) : value;
  return Array.isArray(cells) ? cells.map(cellIn) : cells;
};

/** A cell is a name, an object with a name, or empty: `null`, `""`, `{}`. */
function cellIn(cell: unknown): unknown {
  const empty = cell === null || cell === '' || (typeof cell === 'object' && Object.keys(cell).length === 0);
  return empty ? null : nameIn(cell);
}

/** What `GET /mosaics` takes beside its page. */
export class MosaicListQuery extends ListParameters {
  @IdField({ description: 'Only the mosaics of this organization.', example: 7 })
  readonly organization_id?: number;
}

/** What `POST` and `PUT` of a mosaic take. */
export class MosaicBody {
  @TextField({ description: 'Its name.', example: 'Entrances' })
  readonly title?: string;

  @WordField({ description: 'Columns and rows.', example: '2x2', words: mosaicTypes })
  readonly type?: (typeof mosaicTypes)[number];

  @IdField({ description: 'Whose it is; else the first organization where the caller may make one.', example: 7 })
  readonly organization_id?: number;

  @FlagField({ description: 'Visible to the organization, not only to its maker.', example: true })
  readonly visible?: boolean;

  @ApiProperty({
    type: 'array',
    items: { type: 'string', nullable: true },
    required: false,
    description: 'A name of a camera for each cell; null or an empty text: an empty one.',
    example: ['north/gate', null],
  })
  @Transform(({ value }: { value: unknown }) => texts(value))
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(64)
  @Cells()
  readonly cameras?: readonly (string | null)[];
}

export class NewMosaicBody extends MosaicBody {
  @TextField({ description: 'Its name.', example: 'Entrances', required: true })
  override readonly title!: string;
}

function Cells(): PropertyDecorator {
  return ValidateBy({
    name: 'cells',
    validator: {
      validate: (value: unknown) =>
        Array.isArray(value) &&
        value.every((cell) => cell === null || (typeof cell === 'string' && cell.length <= 255)),
      defaultMessage: () => 'cameras must hold names of cameras, or null for an empty cell',
    },
  });
}
