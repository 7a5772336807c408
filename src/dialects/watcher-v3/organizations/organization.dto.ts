import { ApiProperty } from '@nestjs/swagger';
import { ObjectField } from '../body/nested-fields.decorator.js';
import { BooleanField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';

/** A person by name. */
export class PersonName {
  @ApiProperty({ description: 'Id of the user.', example: 2 })
  readonly id!: number;

  @ApiProperty({ description: 'Login.', example: 'admin' })
  readonly name!: string;
}

/** The quota of an organization. */
export class OrganizationLimits {
  @IntegerField({ description: 'Streams; absent, or null in a body: no limit.', example: 50, nullable: true })
  readonly streams?: number | null;

  @IntegerField({ description: 'Users; absent, or null in a body: no limit.', example: 50, nullable: true })
  readonly users?: number | null;
}

/** An organization by name. */
export class OrganizationName {
  @ApiProperty({ description: 'Id.', example: 7 })
  readonly id!: number;

  @ApiProperty({ description: 'Name for people.', example: 'Example LLC' })
  readonly title!: string;
}

class OwnerBody {
  @IntegerField({ description: 'Id of the user.', example: 2, required: true, min: 1 })
  readonly id!: number;
}

class OrganizationBody {
  @ObjectField(() => OwnerBody, { description: 'Who owns it. Null: no user in particular.', nullable: true })
  readonly owner?: OwnerBody | null;

  @ObjectField(() => OrganizationLimits, { description: 'Its quota. Null: no limits.', nullable: true })
  readonly limits?: OrganizationLimits | null;
}

/** The body of `POST /organizations`. */
export class NewOrganization extends OrganizationBody {
  @TextField({ description: 'Name for people.', example: 'Example LLC', required: true, min: 1, max: 255 })
  readonly title!: string;
}

/** The body of `PUT /organizations/{organization_id}`; what is left out stays. */
export class OrganizationChange extends OrganizationBody {
  @TextField({ description: 'Name for people.', example: 'Example LLC', min: 1, max: 255 })
  readonly title?: string;

  @BooleanField({ description: 'Lifts the limits that are not named.', example: false })
  readonly $reset?: boolean;
}
