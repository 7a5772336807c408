import { FlagField, IdField, IdsField } from '../input/fields.decorator.js';
import { AnswerField, NullableAnswerField } from '../answer-field.decorator.js';

/** A member of an organization (W: names of the flags). */
export class OrganizationUserItem {
  @AnswerField("The member's id.", 12) readonly user_id!: number;
  @AnswerField("The member's id, again.", 12) readonly id!: number;
  @AnswerField('The organization.', 7) readonly organization_id!: number;
  @AnswerField('Login.', 'user1') readonly login!: string;
  @NullableAnswerField('Full name.', 'Ada Lovelace') readonly name!: string | null;
  @NullableAnswerField('E-mail address.', 'ada@example.com') readonly notification_email!: string | null;
  @AnswerField('Owns the organization.', false) readonly is_owner!: boolean;
  @AnswerField('Watches all cameras.', true) readonly can_view_organization_cameras!: boolean;
  @AnswerField('Watches and changes all cameras.', false) readonly can_edit_organization_cameras!: boolean;
  @AnswerField('Changes users.', false) readonly can_edit_organization_users!: boolean;
  @AnswerField('Sees figures.', false) readonly can_view_organization_stats!: boolean;
  @AnswerField('Sees the lists of persons.', false) readonly can_view_organization_plists!: boolean;
  @AnswerField('Changes the lists of persons.', false) readonly can_edit_organization_plists!: boolean;
  @AnswerField('Ids of the folders whose cameras the member watches.', [3])
  readonly folders_permissions!: readonly number[];
}

/** What `POST` and `PUT` of an organization's user take. A flag that is left out stays as it is. */
export class OrganizationUserBody {
  @FlagField({ description: 'Watches all cameras of the organization.', example: true })
  readonly can_view_organization_cameras?: boolean;

  @FlagField({ description: 'Watches and changes all cameras of the organization.', example: false })
  readonly can_edit_organization_cameras?: boolean;

  @FlagField({ description: 'Changes users of the organization.', example: false })
  readonly can_edit_organization_users?: boolean;

  @FlagField({ description: 'Sees figures.', example: false })
  readonly can_view_organization_stats?: boolean;

  @FlagField({ description: 'Sees the lists of persons.', example: false })
  readonly can_view_organization_plists?: boolean;

  @FlagField({ description: 'Changes the lists of persons.', example: false })
  readonly can_edit_organization_plists?: boolean;

  @IdsField({ description: 'All folders whose cameras the member watches: others are taken away.', example: [3] })
  readonly folders_permissions?: readonly number[];
}

export class NewOrganizationUserBody extends OrganizationUserBody {
  @IdField({ description: 'Who becomes a member.', example: 12, required: true })
  readonly user_id!: number;
}
