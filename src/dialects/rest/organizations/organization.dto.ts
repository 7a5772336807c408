import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import type { OrganizationDraft } from '#access';
import { Optional, Required } from '../optional.decorator.js';
import { toBoolean } from '../resources/query-values.js';

const largestId = 2_147_483_647;

const Limit =
  (of: string): PropertyDecorator =>
  (target, key) => {
    ApiPropertyOptional({
      type: 'integer',
      nullable: true,
      minimum: 0,
      maximum: largestId,
      description: `${of}; \`null\` takes the limit away.`,
      example: 100,
    })(target, key);
    IsOptional()(target, key);
    IsInt()(target, key);
    Min(0)(target, key);
    Max(largestId)(target, key);
  };

/** How much an organization may have. */
export class OrganizationLimitsBody {
  @Limit('Cameras')
  readonly cameras?: number | null;

  @Limit('Members')
  readonly users?: number | null;
}

/** The body of `PATCH /api/v1/organizations/{id}` (RFC 7396): what is left out stays. */
export class OrganizationChangeBody {
  @ApiPropertyOptional({ description: 'For people.', example: 'Road authority' })
  @Optional()
  @IsString()
  @Length(1, 255)
  readonly title?: string;

  @ApiPropertyOptional({ description: 'Every caller sees its cameras.', example: false })
  @Optional()
  @IsBoolean()
  readonly public?: boolean;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'The user who owns it, and becomes a member with every right.',
    example: 1,
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(largestId)
  readonly owner_id?: number;

  @ApiPropertyOptional({
    description: 'Its members and its owner must have a second factor from their next sign-in on.',
    example: false,
  })
  @Optional()
  @IsBoolean()
  readonly second_factor_required?: boolean;

  @ApiPropertyOptional({ type: OrganizationLimitsBody, description: 'How much it may have.' })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => OrganizationLimitsBody)
  readonly limits?: OrganizationLimitsBody;
}

/** The body of `POST /api/v1/organizations`. */
export class NewOrganizationBody extends OrganizationChangeBody {
  @ApiProperty({ description: 'For people.', example: 'Road authority' })
  @Required()
  @IsString()
  @Length(1, 255)
  override readonly title!: string;
}

/** The query of `DELETE /api/v1/organizations/{id}`. */
export class OrganizationRemovalQuery {
  @Optional()
  @Transform(toBoolean)
  @IsBoolean()
  readonly force: boolean = false;
}

export function toOrganizationDraft(body: OrganizationChangeBody): Partial<OrganizationDraft> {
  const { title, public: isPublic, owner_id: ownerId, limits, second_factor_required: requiresSecondFactor } = body;
  return {
    ...(title === undefined ? {} : { title }),
    ...(isPublic === undefined ? {} : { isPublic }),
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(limits === undefined ? {} : { limits }),
    ...(requiresSecondFactor === undefined ? {} : { requiresSecondFactor }),
  };
}
