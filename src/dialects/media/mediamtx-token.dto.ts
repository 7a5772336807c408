import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

export const mediamtxActions = ['read', 'playback', 'publish'] as const;

/** What a client of MediaMTX wants to do. */
export class MediamtxTokenRequest {
  @ApiPropertyOptional({ description: 'The camera.', example: 'demo-paris-eiffel-tower' })
  @ValidateIf(({ name }: MediamtxTokenRequest) => name === undefined)
  @IsString()
  @IsNotEmpty()
  @MaxLength(1024)
  stream?: string;

  @ApiPropertyOptional({ description: 'The same, under another word.', example: 'demo-paris-eiffel-tower' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1024)
  name?: string;

  @ApiPropertyOptional({
    enum: mediamtxActions,
    default: 'read',
    example: 'read',
    description: 'Live, recorded, or sending.',
  })
  @IsOptional()
  @IsIn(mediamtxActions)
  action?: (typeof mediamtxActions)[number];
}

/** A token for MediaMTX with `authMethod: jwt`. */
export class MediamtxToken {
  @ApiProperty({
    description: 'A JWT, signed with the keys at /.well-known/jwks.json.',
    example: 'eyJhbGciOiJFUzI1NiIs...',
  })
  token!: string;

  @ApiProperty({ description: 'Seconds.', example: 300 })
  expires_in!: number;
}
