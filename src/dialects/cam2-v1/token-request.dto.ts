import { Field } from './field.decorator.js';
import { text } from './reader.js';

/** The body of `POST /token/`, form or JSON. */
export class TokenRequestDto {
  @Field(
    text(100),
    { description: 'The client id you got when your application was registered.', example: '3f8a…64 hex digits' },
    { required: true },
  )
  readonly client_id!: string;

  @Field(
    text(100),
    { description: 'The client secret you got when your application was registered.', example: '9c1e…48 hex digits' },
    { required: true },
  )
  readonly client_secret!: string;
}
