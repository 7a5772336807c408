import { ApiProperty } from '@nestjs/swagger';

/** What `POST /login` answers (OAD `login_info`): its clients read nothing else. */
export class Tokens {
  @ApiProperty({
    description: 'JWT for calls to this API; the end of its life is its claim `exp`, its session the claim `session`.',
    example: 'eyJhbGciOiJFUzI1NiIsInR5cCI6IndhdCtqd3QifQ.eyJleHAiOjE3MzgxMDg4MDB9.c2lnbmF0dXJl',
  })
  readonly access_token!: string;

  @ApiProperty({
    description: 'Opaque and long-lived; works at `POST /login` only and stays the same across refreshes.',
    example: 'wrt_0fQ3Hc1x8eYt',
  })
  readonly refresh_token!: string;
}
