import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One sign-in; our addition, v3 has no such thing. */
export class SessionItem {
  @ApiProperty({ description: 'Public id, no secret.', example: '5f0c2a6e-3b0e-4a53-9a58-8f2f4c9f3f11' })
  readonly id!: string;

  @ApiProperty({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly created_at!: number;

  @ApiProperty({ description: 'Milliseconds since 1970, to about a minute.', example: 1738109100000 })
  readonly last_used_at!: number;

  @ApiPropertyOptional({ description: 'Address it was last used from.', example: '192.0.2.7' })
  readonly ip?: string;

  @ApiPropertyOptional({ description: 'Program it was last used from.', example: 'curl/8.5.0' })
  readonly user_agent?: string;

  @ApiProperty({ description: 'Whether this request was made in it.', example: true })
  readonly current!: boolean;
}

export class SessionList {
  @ApiProperty({ type: [SessionItem], description: 'Live sessions, newest first.' })
  readonly sessions!: readonly SessionItem[];

  @ApiProperty({ description: 'How many there are.', example: 1 })
  readonly estimated_count!: number;
}
