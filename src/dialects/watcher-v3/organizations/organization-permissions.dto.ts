import { BooleanField } from '../body/scalar-fields.decorator.js';

/** What a person may do in an organization (GO25 `OrganizationPermissions`); what is left out of a body stays. */
export class OrganizationPermissions {
  @BooleanField({
    description: 'Whether the person is a member. Cannot be set to false: DELETE ends a membership.',
    example: true,
  })
  readonly is_member?: boolean;

  @BooleanField({ description: 'Sees all streams, live and archive.', example: true })
  readonly can_view_streams?: boolean;

  @BooleanField({
    description: 'Makes, changes and deletes streams and folders; with `can_view_streams`.',
    example: false,
  })
  readonly can_edit_streams?: boolean;

  @BooleanField({ description: 'Adds and removes users and gives them permissions.', example: false })
  readonly can_edit_users?: boolean;

  @BooleanField({ description: 'Sees statistics.', example: false })
  readonly can_view_stats?: boolean;

  @BooleanField({ description: 'Sees lists of persons.', example: false })
  readonly can_view_persons_lists?: boolean;

  @BooleanField({ description: 'Changes lists of persons.', example: false })
  readonly can_edit_persons_lists?: boolean;

  @BooleanField({ description: 'Takes away what is not named, too.', example: false })
  readonly $reset?: boolean;
}
