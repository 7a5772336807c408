import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '../body/scalar-fields.decorator.js';

const token = {
  description: 'Works once, for 15 minutes.',
  example: '42:2592000:1738108800:a1b2:5f0c2a6e3b0e4a539a588f2f4c9f3f115f0c2a6e',
} as const;

/** The body of `POST /autologin`. */
export class AutomaticSignInRequest {
  @TextField({ ...token, required: true, min: 1, max: 512 })
  readonly autologin_token!: string;
}

/** The body of `POST /autologin/generate`. */
export class NewAutomaticSignInToken {
  @TextField({
    description: 'The login of the person who signs in with it.',
    example: 'ada@example.com',
    required: true,
    min: 1,
    max: 255,
  })
  readonly login!: string;
}

export class AutomaticSignInToken {
  @ApiProperty(token)
  readonly autologin_token!: string;
}
