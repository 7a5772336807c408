import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BooleanField, TextField } from '../body/scalar-fields.decorator.js';

/** The body of `PUT /zones/{name}`; what is left out stays. */
export class ZoneBody {
  @TextField({ description: 'As in the path, or absent.', example: 'north', max: 255 })
  readonly name?: string;

  @BooleanField({ description: 'Only streams that ask for it are put there.', example: false })
  readonly is_dedicated?: boolean;

  @BooleanField({ description: 'What is not named gets its default.', example: false })
  readonly $reset?: boolean;
}

class ZoneMaker {
  @ApiProperty({ description: 'Id.', example: 1 })
  readonly id!: number;

  @ApiProperty({ description: 'Login.', example: 'admin' })
  readonly name!: string;
}

class ZoneCreation {
  @ApiProperty({ description: 'Milliseconds since 1970.', example: 1738108800000 })
  readonly created_at!: number;

  @ApiPropertyOptional({ type: ZoneMaker, description: 'Its maker; absent for a program, or a user who was deleted.' })
  readonly user?: ZoneMaker;
}

class ZoneStats {
  @ApiProperty({ description: 'Media servers in it.', example: 2 })
  readonly streamers_count!: number;
}

/** A name under which media servers stand together (GO25 `Zone`). */
export class Zone {
  @ApiProperty({ description: 'Letters, digits, `_`, `.` and `-`; immutable.', example: 'north' })
  readonly name!: string;

  @ApiProperty({ description: 'Only streams that ask for it are put there.', example: false })
  readonly is_dedicated!: boolean;

  @ApiProperty({ type: ZoneCreation, description: 'When it was made.' })
  readonly created!: ZoneCreation;

  @ApiProperty({ type: ZoneStats, description: 'How much it is used.' })
  readonly stats!: ZoneStats;
}
