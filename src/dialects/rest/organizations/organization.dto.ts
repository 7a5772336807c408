import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import type { OrganizationDraft } from '#access';
import { Optional } from '../optional.decorator.js';
import { BooleanField, given, IntegerField, ObjectField, TextField } from '../resources/body-field.js';
import { toBoolean } from '../resources/query-values.js';

const Limit = (of: string): PropertyDecorator =>
  IntegerField({ min: 0, nullable: true, description: `${of}; \`null\` takes the limit away.`, example: 100 });

/** How much an organization may have. */
export class OrganizationLimitsBody {
  @Limit('Cameras')
  readonly cameras?: number | null;

  @Limit('Members')
  readonly users?: number | null;
}

/** The body of `PATCH /api/v1/organizations/{id}` (RFC 7396): what is left out stays. */
export class OrganizationChangeBody {
  @TextField({ description: 'For people.', example: 'Road authority', max: 255 })
  readonly title?: string;

  @BooleanField({ description: 'Every caller sees its cameras.', example: false })
  readonly public?: boolean;

  @IntegerField({ description: 'The user who owns it, and becomes a member with every right.', example: 1 })
  readonly owner_id?: number;

  @BooleanField({
    description: 'Its members and its owner must have a second factor from their next sign-in on.',
    example: false,
  })
  readonly second_factor_required?: boolean;

  @ObjectField({ type: OrganizationLimitsBody, description: 'How much it may have.' })
  readonly limits?: OrganizationLimitsBody;
}

/** The body of `POST /api/v1/organizations`. */
export class NewOrganizationBody extends OrganizationChangeBody {
  @TextField({ required: true, description: 'For people.', example: 'Road authority', max: 255 })
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
  return given({ title, isPublic, ownerId, limits, requiresSecondFactor });
}
