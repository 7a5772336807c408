import { CameraFiltersDto } from './camera-filters.dto.js';
import { Field } from './field.decorator.js';
import { integer } from './reader.js';

export const limitOfPart = integer(1, 1_000_000);
export const offsetOfPart = integer(0, 2_147_483_647);

/** The query parameters of `GET /cameras/`: the filters, and a part of the array where all of it is too much. */
export class ListParametersDto extends CameraFiltersDto {
  @Field(limitOfPart, { description: 'At most so many; all without it.', example: 100, type: Number }, { lastOf: true })
  readonly limit?: number;

  @Field(offsetOfPart, { description: 'Skips so many.', example: 100, type: Number }, { lastOf: true })
  readonly offset?: number;
}
