import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IntegerField, TextField } from '../body/scalar-fields.decorator.js';

/** The body of `PUT /streams/{name}/auth`; what is left out stays, `null` clears. */
export class StreamAuthBody {
  @TextField({ description: 'Login at the camera; null takes the password with it.', max: 255, nullable: true })
  readonly login?: string | null;

  @TextField({ description: 'Password at the camera; never returned.', max: 255, nullable: true, writeOnly: true })
  readonly password?: string | null;

  @IntegerField({ description: 'Port of ONVIF or PSIA.', example: 80, min: 1, max: 65_535, nullable: true })
  readonly port?: number | null;
}

/** How a camera is controlled (GO25 `StreamAuth`); the password is never returned. */
export class StreamAuth {
  @ApiPropertyOptional({ description: 'Login at the camera.', example: 'operator' })
  readonly login?: string;

  @ApiProperty({ description: 'Port of ONVIF or PSIA.', example: 80 })
  readonly port!: number;

  @ApiProperty({ description: 'Whether a password is known.', example: true })
  readonly has_password!: boolean;
}
