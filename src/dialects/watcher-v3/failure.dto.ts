import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class FailureEntry {
  @ApiProperty({ description: 'The HTTP status, as a string.', example: '400' })
  readonly status!: string;

  @ApiProperty({ description: 'A stable code for programs.', example: 'limit_out_of_range' })
  readonly code!: string;

  @ApiProperty({ description: 'A sentence for people.', example: 'The limit is not between 1 and 1000.' })
  readonly title!: string;

  @ApiPropertyOptional({
    description: 'Where the error is: `parameter` of the query, or `pointer` into the body.',
    example: { parameter: 'limit' },
  })
  readonly source?: Readonly<Record<string, string>>;
}

/** The body of every error. */
export class Failure {
  @ApiProperty({ type: [FailureEntry], description: 'One entry for each thing that is wrong.' })
  readonly errors!: readonly FailureEntry[];

  @ApiProperty({ description: 'The code of the first entry, for older readers.', example: 'limit_out_of_range' })
  readonly error!: string;
}
