import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ObjectField } from '../body/nested-fields.decorator.js';
import { TextField } from '../body/scalar-fields.decorator.js';

class DeviceBody {
  @TextField({ description: 'Such as `ios` or `android`.', example: 'ios', max: 64, nullable: true })
  readonly platform?: string | null;

  @TextField({ description: 'Which model.', example: 'iPhone 15', max: 64, nullable: true })
  readonly model?: string | null;

  @TextField({ description: 'Which version of its system.', example: '17.2', max: 64, nullable: true })
  readonly version?: string | null;
}

/** The body of `PUT /profile/device-tokens/{token}`; what is left out stays. */
export class DeviceTokenBody {
  @TextField({ description: 'As in the path, or absent.', example: 'fcm-token-1', max: 1024 })
  readonly token?: string;

  @ObjectField(() => DeviceBody, { description: 'The device.', nullable: true })
  readonly device?: DeviceBody | null;
}

class DeviceShown {
  @ApiPropertyOptional({ description: 'Such as `ios` or `android`.', example: 'ios' })
  readonly platform?: string;

  @ApiPropertyOptional({ description: 'Which model.', example: 'iPhone 15' })
  readonly model?: string;

  @ApiPropertyOptional({ description: 'Which version of its system.', example: '17.2' })
  readonly version?: string;
}

/** A device of the caller's (GO25 `DeviceToken`). */
export class DeviceToken {
  @ApiProperty({ description: 'What the push service knows it by.', example: 'fcm-token-1' })
  readonly token!: string;

  @ApiProperty({ type: DeviceShown, description: 'The device.' })
  readonly device!: DeviceShown;
}
