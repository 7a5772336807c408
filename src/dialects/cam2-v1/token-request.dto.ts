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
