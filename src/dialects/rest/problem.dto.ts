import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One thing that is wrong with the input. */
export class ProblemIssue {
  @ApiPropertyOptional({ description: 'Where in the body (JSON Pointer, RFC 6901).', example: '/location/latitude' })
  readonly pointer?: string;

  @ApiPropertyOptional({ description: 'Or which parameter or header.', example: 'limit' })
  readonly parameter?: string;

  @ApiProperty({ description: 'The rule it breaks.', example: 'max' })
  readonly code!: string;

  @ApiProperty({ description: 'For people.', example: 'latitude must not be greater than 90' })
  readonly detail!: string;

  @ApiProperty({ deprecated: true, description: 'Dotted path, or name of a parameter.', example: 'location.latitude' })
  readonly field!: string;

  @ApiProperty({ deprecated: true, description: 'As `code`.', example: 'max' })
  readonly rule!: string;

  @ApiProperty({ deprecated: true, description: 'As `detail`.', example: 'latitude must not be greater than 90' })
  readonly message!: string;
}

/** The body of every error response (RFC 9457), as `application/problem+json`. */
export class Problem {
  @ApiProperty({ example: 'urn:camgate:problem:input.invalid' })
  readonly type!: string;

  @ApiProperty({ example: 'The request is not valid.' })
  readonly title!: string;

  @ApiProperty({ description: 'The HTTP status.', example: 400 })
  readonly status!: number;

  @ApiProperty({ example: 'latitude must not be greater than 90' })
  readonly detail!: string;

  @ApiProperty({ description: 'The path that was asked.', example: '/api/v1/cameras' })
  readonly instance!: string;

  @ApiProperty({ description: 'What is wrong, for programs; it never changes.', example: 'input.invalid' })
  readonly code!: string;

  @ApiProperty({ description: 'To be named to whoever runs the server; also in `X-Request-Id`.' })
  readonly request_id!: string;

  @ApiPropertyOptional({ description: 'The permission that the caller lacks (403).', example: 'cameras:write' })
  readonly scope?: string;

  @ApiPropertyOptional({ type: [ProblemIssue], description: 'The places at fault.' })
  readonly errors?: readonly ProblemIssue[];
}
