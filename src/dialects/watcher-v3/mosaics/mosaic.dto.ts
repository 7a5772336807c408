import { mosaicTypes } from '#layouts';
import { ObjectsField } from '../body/nested-fields.decorator.js';
import { BooleanField, ChoiceField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';

const mostCells = 64;

class MosaicCell {
  @TextField({
    description: 'Name of the stream; absent: an empty cell.',
    example: 'demo-paris-eiffel-tower',
    nullable: true,
  })
  readonly name?: string | null;
}

class MosaicBody {
  @ChoiceField(mosaicTypes, { description: 'Columns and rows, or one large and seven small.', example: '2x2' })
  readonly type?: string;

  @IntegerField({ description: 'Id of the organization.', example: 9, min: 1 })
  readonly organization_id?: number;

  @BooleanField({ description: 'Visible to the organization, not only to its creator. Our addition.', example: true })
  readonly visible?: boolean;

  @ObjectsField(() => MosaicCell, {
    description: 'The cells, row by row; `{}` for an empty one. No more than the type has.',
    maxItems: mostCells,
  })
  readonly streams?: readonly MosaicCell[];
}

/** The body of `POST /mosaics` (GO25 `MosaicSave`). */
export class NewMosaic extends MosaicBody {
  @TextField({ description: 'Name for people.', example: 'Gates', required: true, min: 1, max: 255 })
  readonly title!: string;
}

/** The body of `PUT /mosaics/{mosaic_id}`; what is left out stays. */
export class MosaicChange extends MosaicBody {
  @TextField({ description: 'Name for people.', example: 'Gates', min: 1, max: 255 })
  readonly title?: string;

  @BooleanField({ description: 'Clears what is not named, except the title and the organization.', example: false })
  readonly $reset?: boolean;
}
