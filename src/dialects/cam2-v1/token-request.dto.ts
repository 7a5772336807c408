import { Field } from './field.decorator.js';
import { text } from './reader.js';

/** The body of `POST /token/`, form or JSON. */
export class TokenRequestDto {
  @Field(
    text(100),
    { description: 'The client id you got when your application was registered.', example: 'c_3vXq0aY2LkP8' },
    { required: true },
  )
  readonly client_id!: string;

  @Field(
    text(100),
    { description: 'The client secret you got when your application was registered.', example: 'cgc_…' },
    { required: true },
  )
  readonly client_secret!: string;
}
