import { ApiProperty } from '@nestjs/swagger';

/** The body of every error response. */
export class Failure {
  @ApiProperty({ description: 'Always false.', example: false })
  readonly success!: boolean;

  @ApiProperty({
    description: 'ValidationError, BadRequest, Forbidden, ApikeyExpired, WrongApikey, NotFound or ApplicationError.',
    example: 'WrongApikey',
  })
  readonly error!: string;

  @ApiProperty({ description: 'A sentence for people.', example: 'The API key is not valid.' })
  readonly error_message!: string;
}

/** What an action without a result of its own answers. */
export class Success {
  @ApiProperty({ description: 'Always true.', example: true })
  readonly success!: boolean;
}
