import { ApiProperty } from '@nestjs/swagger';
import { ObjectField } from '../body/nested-fields.decorator.js';
import { BooleanField } from '../body/scalar-fields.decorator.js';

/** The rights of the person who accepts (GO25 `OrganizationInviteSetupPermissions`). */
export class InvitationPermissions {
  @BooleanField({ description: 'Sees all streams, live and archive.', example: true })
  readonly can_view_streams?: boolean;

  @BooleanField({ description: 'Makes, changes and deletes streams and folders.', example: false })
  readonly can_edit_streams?: boolean;

  @BooleanField({ description: 'Adds and removes users and gives them permissions.', example: false })
  readonly can_edit_users?: boolean;

  @BooleanField({ description: 'Sees statistics.', example: false })
  readonly can_view_stats?: boolean;
}

/** The body of `POST /organizations/{organization_id}/invite`. */
export class NewInvitation {
  @ObjectField(() => InvitationPermissions, {
    description: 'The rights of the person who accepts; left out: none yet.',
  })
  readonly permissions?: InvitationPermissions;
}

/** An invitation; its key is returned once. */
export class Invitation {
  @ApiProperty({ description: 'For one person, for a week; it is not returned again.', example: '2AbC3dEfGh' })
  readonly invite_key!: string;

  @ApiProperty({ type: InvitationPermissions, description: 'The rights of the person who accepts.' })
  readonly permissions!: InvitationPermissions;
}
