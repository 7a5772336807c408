import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, Length } from 'class-validator';

/** The body of `POST /api/v1/auth/login`. */
export class LoginBody {
  @ApiProperty({ description: 'Whatever the case.', example: 'admin' })
  @IsString()
  @Length(1, 255)
  readonly login!: string;

  @ApiProperty({ format: 'password', description: 'Exactly as it was chosen.' })
  @IsString()
  @Length(1, 1024)
  readonly password!: string;

  @ApiPropertyOptional({ description: 'Six digits of the authenticator app, or a recovery code.', example: '492039' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly code?: string;

  @ApiPropertyOptional({ format: 'password', description: 'Replaces a temporary password; at least 8 characters.' })
  @IsOptional()
  @IsString()
  @Length(1, 1024)
  readonly new_password?: string;

  @ApiPropertyOptional({
    description: 'The refresh token comes as an `HttpOnly` cookie instead of in the body. Browsers need https for it.',
    default: false,
  })
  @IsOptional()
  @IsBoolean()
  readonly cookie?: boolean;
}

/** The body of `POST /api/v1/auth/refresh` and `/logout`; empty where the cookie or the access token identifies the session. */
export class RefreshBody {
  @ApiPropertyOptional({ format: 'password', description: 'The refresh token, where it is not in the cookie.' })
  @IsOptional()
  @IsString()
  @Length(1, 512)
  readonly refresh_token?: string;
}

/** What signing in and refreshing answer. */
export class SignedIn {
  @ApiProperty({ description: 'A signed JWT (ES256).', example: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…' })
  readonly access_token!: string;

  @ApiProperty({ enum: ['Bearer'], description: 'How it is presented.', example: 'Bearer' })
  readonly token_type!: 'Bearer';

  @ApiProperty({ description: 'Seconds until it expires.', example: 900 })
  readonly expires_in!: number;

  @ApiPropertyOptional({
    description: 'Gets the next access token and is replaced by doing so; not there when it came as a cookie.',
  })
  readonly refresh_token?: string;
}
