import { Field } from './field.decorator.js';
import { text } from './reader.js';

/** The body of `POST /refresh_token/`, form or JSON. */
export class RefreshRequestDto {
  @Field(
    text(65_536),
    {
      description: 'The access token itself, expired or not, within one day of the first issue of its chain.',
      example: 'eyJ0eXAi...O6YKF44',
    },
    { required: true },
  )
  readonly token!: string;
}
