import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { OrganizationView } from '#access';
import { IsBoolean } from 'class-validator';
import { Optional } from './optional.decorator.js';

/** What of an organization may be changed. */
export class OrganizationChangeBody {
  @ApiPropertyOptional({
    type: Boolean,
    description: 'Its members and its owner must have a second factor from their next sign-in on.',
    example: true,
  })
  @Optional()
  @IsBoolean()
  readonly second_factor_required?: boolean;
}

/** An organization. */
export class OrganizationAnswer {
  @ApiProperty({ description: 'Its number.', example: 1 })
  readonly id!: number;

  @ApiProperty({ description: 'For people.', example: 'Harbour' })
  readonly title!: string;

  @ApiProperty({ description: 'Its members and its owner must have a second factor.', example: true })
  readonly second_factor_required!: boolean;
}

export function toOrganizationWire({ id, title, requiresSecondFactor }: OrganizationView): OrganizationAnswer {
  return { id, title, second_factor_required: requiresSecondFactor };
}
