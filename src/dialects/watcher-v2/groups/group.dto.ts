import { FlagField, IdField, IntegerField, TextField, TextsField } from '../input/fields.decorator.js';
import { ListParameters } from '../lists/list.query.js';
import { AnswerField, NullableAnswerField } from '../answer-field.decorator.js';

/** Cameras put together for display (WD before 2019). */
export class GroupItem {
  @AnswerField('Its id.', 2) readonly id!: number;
  @AnswerField('Its name.', 'Car park') readonly title!: string;
  @NullableAnswerField('Free text.', 'Levels 1 to 3') readonly comment!: string | null;
  @AnswerField('Its place among groups.', 0) readonly order_num!: number;
  @NullableAnswerField('Whose it is; null: of the installation.', 7) readonly organization_id!: number | null;
  @AnswerField('Cameras in it that the caller sees.', 12) readonly camera_count!: number;
}

/** What `GET /groups` takes beside its page. */
export class GroupListQuery extends ListParameters {
  @IdField({ description: 'Only the groups of this organization.', example: 7 })
  readonly organization_id?: number;
}

/** What `PUT` of a group takes. */
export class GroupBody {
  @TextField({ description: 'Its name.', example: 'Car park' })
  readonly title?: string;

  @TextField({ description: 'Free text.', example: 'Levels 1 to 3', clearable: true, longest: 4000 })
  readonly comment?: string | null;

  @IntegerField({ description: 'Its place among groups.', example: 0 })
  readonly order_num?: number;
}

/** What `POST` of a group takes. */
export class NewGroupBody extends GroupBody {
  @TextField({ description: 'Its name.', example: 'Car park', required: true })
  override readonly title!: string;

  @IdField({ description: 'Whose it is; none: of the installation, for administrators.', example: 7 })
  readonly organization_id?: number;
}

/** A camera in a group. */
export class GroupCameraItem {
  @AnswerField('Its name.', 'north/gate') readonly name!: string;
  @AnswerField('Its title; the name where there is none.', 'North gate') readonly title!: string;
}

/** Cameras for a group: one, or several. */
export class GroupCamerasBody {
  @TextField({ description: "A camera's name.", example: 'north/gate' })
  readonly name?: string;

  @TextsField({ description: 'Names of cameras.', example: ['north/gate'] })
  readonly cameras?: readonly string[];
}

/** A user in a group; the flags are only stored, rights come from organizations and folders. */
export class GroupUserItem {
  @AnswerField("The user's id.", 12) readonly user_id!: number;
  @AnswerField('Login.', 'user1') readonly login!: string;
  @AnswerField('Only stored; gives no right.', false) readonly can_dvr!: boolean;
  @AnswerField('Only stored; gives no right.', false) readonly can_ptz!: boolean;
  @AnswerField('Only stored; gives no right.', false) readonly can_manage_cameras!: boolean;
  @AnswerField('Only stored; gives no right.', false) readonly can_manage_users!: boolean;
  @NullableAnswerField('Free text.', 'Night shift') readonly comment!: string | null;
  @AnswerField('The place among the users.', 0) readonly order_num!: number;
}

/** What `PUT` of a group's user takes. */
export class GroupUserBody {
  @FlagField({ description: 'Only stored; gives no right.', example: false })
  readonly can_dvr?: boolean;

  @FlagField({ description: 'Only stored; gives no right.', example: false })
  readonly can_ptz?: boolean;

  @FlagField({ description: 'Only stored; gives no right.', example: false })
  readonly can_manage_cameras?: boolean;

  @FlagField({ description: 'Only stored; gives no right.', example: false })
  readonly can_manage_users?: boolean;

  @TextField({ description: 'Free text.', example: 'Night shift', clearable: true, longest: 4000 })
  readonly comment?: string | null;

  @IntegerField({ description: 'The place among the users.', example: 0 })
  readonly order_num?: number;
}

/** What `POST` of a group's user takes. */
export class NewGroupUserBody extends GroupUserBody {
  @IdField({ description: 'Who is named in the group.', example: 12, required: true })
  readonly user_id!: number;
}
