import { BooleanField, TextField } from '../body/scalar-fields.decorator.js';

/** The body of `PUT /zones/{name}`; what is left out stays. */
export class ZoneBody {
  @TextField({ description: 'As in the path, or absent.', example: 'north', max: 255 })
  readonly name?: string;

  @BooleanField({ description: 'Only streams that ask for it are put there.', example: false })
  readonly is_dedicated?: boolean;

  @BooleanField({ description: 'What is not named gets its default.', example: false })
  readonly $reset?: boolean;
}
