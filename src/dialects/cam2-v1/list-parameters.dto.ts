import { CameraFiltersDto } from './camera-filters.dto.js';
import { Field } from './field.decorator.js';
import { integer } from './reader.js';

/** The query parameters of `GET /cameras/`: the filters, and a part of the array where all of it is too much. */
export class ListParametersDto extends CameraFiltersDto {
  @Field(
    integer(1, 1_000_000),
    { description: 'At most so many; all without it.', example: 100, type: Number },
    { lastOf: true },
  )
  readonly limit?: number;

  @Field(integer(0, 2_147_483_647), { description: 'Skips so many.', example: 100, type: Number }, { lastOf: true })
  readonly offset?: number;
}
