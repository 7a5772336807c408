import { ApiProperty } from '@nestjs/swagger';

/** The answer of `POST /refresh_token/`, which is this one key in the documentation and on the original server. */
export class RefreshedTokenWire {
  @ApiProperty({ description: 'The new token; the presented one stays valid until its own end.', example: 'eyJ0…T^C' })
  readonly token: string;

  constructor(token: string) {
    this.token = token;
  }
}
