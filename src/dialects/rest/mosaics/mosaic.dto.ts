import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, ValidateBy } from 'class-validator';
import { type MosaicType, mosaicTypes } from '#layouts';
import { Optional } from '../optional.decorator.js';
import { BooleanField, IntegerField, TextField, WordField } from '../resources/body-field.js';
import { largestInteger } from '../../http/largest-integer.js';

const mostCells = 64;

function isCell(value: unknown): boolean {
  return value === null || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= largestInteger);
}

const Cells = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      required: false,
      type: 'array',
      maxItems: mostCells,
      items: { type: 'integer', nullable: true },
      description: 'The number of a camera for each cell; `null`: an empty cell.',
      example: [1, null, 2],
    }),
    Optional(),
    IsArray(),
    ArrayMaxSize(mostCells),
    ValidateBy(
      {
        name: 'isCell',
        validator: {
          validate: isCell,
          defaultMessage: () => 'each cell must be the number of a camera, or null',
        },
      },
      { each: true },
    ),
  );

/** The body of `PATCH /api/v1/mosaics/{id}` (RFC 7396): what is left out stays. */
export class MosaicChangeBody {
  @TextField({ description: 'For people.', example: 'Harbour', max: 255 })
  readonly title?: string;

  @WordField({ description: 'Columns by rows; `1x7`: one large and seven small.', example: '2x2', words: mosaicTypes })
  readonly type?: MosaicType;

  @IntegerField({ description: 'The organization whose members see it; the default one of the caller.', example: 1 })
  readonly organization_id?: number;

  @BooleanField({ description: 'Its organization sees it, not only whoever made it.', example: true })
  readonly visible?: boolean;

  @Cells()
  readonly camera_ids?: readonly (number | null)[];
}

/** The body of `POST /api/v1/mosaics`. */
export class NewMosaicBody extends MosaicChangeBody {
  @TextField({ description: 'For people.', example: 'Harbour', max: 255, required: true })
  override readonly title!: string;
}
