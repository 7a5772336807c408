import { ApiProperty } from '@nestjs/swagger';
import { Field } from './field.decorator.js';
import { text } from './reader.js';

const missing = 'Must include clientID and clientSecret.';

/** The query of `GET /auth`. */
export class ClientTokenRequestDto {
  @Field(
    text(255),
    { description: 'The client id: 96 hex digits.', example: '0a1b…96 hex digits', type: String },
    missing,
  )
  readonly clientID!: string;

  @Field(text(1000), { description: 'The client secret.', example: '9c1e…96 hex digits', type: String }, missing)
  readonly clientSecret!: string;
}

/** The answer of `GET /auth`. */
export class ClientTokenDto {
  @ApiProperty({ description: 'To be sent as `Authorization: Bearer <token>`.', example: 'eyJ0eXA...O6YKF44' })
  readonly token!: string;
}
