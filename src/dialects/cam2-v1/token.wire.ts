import { ApiProperty } from '@nestjs/swagger';

/** The answer of `POST /token/`: the documentation's keys, the original server's, and the standard one. */
export class TokenWire {
  @ApiProperty({ description: 'Seconds the token is valid for (the documentation’s key).', example: 3600 })
  readonly 'expires in': number;

  @ApiProperty({ description: 'To be sent as `Authorization: JWT <token>`.', example: 'eyJ0eXA...O6YKF44' })
  readonly token: string;

  @ApiProperty({ description: 'How the token is presented.', example: 'JWT' })
  readonly token_type: string = 'JWT';

  @ApiProperty({ description: 'The same, under the original server’s key.', example: 'JWT' })
  readonly 'token type': string = 'JWT';

  @ApiProperty({ description: 'The same as `expires in`, under the standard’s key.', example: 3600 })
  readonly expires_in: number;

  constructor(token: string, seconds: number) {
    this.token = token;
    this['expires in'] = seconds;
    this.expires_in = seconds;
  }
}

/** The answer of `POST /refresh_token/`, which is this one key in the documentation and on the original server. */
export class RefreshedTokenWire {
  @ApiProperty({ description: 'The new token; the presented one stays valid until its own end.', example: 'eyJ0…T^C' })
  readonly token: string;

  constructor(token: string) {
    this.token = token;
  }
}
