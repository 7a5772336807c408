import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { AsText } from './coercions.decorator.js';

/** Login and password, as JSON or as a form. */
export class LoginRequest {
  @ApiProperty({ description: 'Login, in any case.', example: 'user1' })
  @AsText()
  @IsString()
  @MaxLength(255)
  readonly login!: string;

  @ApiProperty({ description: 'Password.', example: 'correct horse battery staple' })
  @AsText()
  @IsString()
  @MaxLength(1024)
  readonly password!: string;
}
