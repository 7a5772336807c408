import { FlagField, IdField } from '../input/fields.decorator.js';
import { AnswerField } from '../answer-field.decorator.js';

/** What one user may do with the cameras of a folder and of those below (WD, W). */
export class FolderUserItem {
  @AnswerField("The user's id.", 12) readonly user_id!: number;
  @AnswerField('Login.', 'user1') readonly login!: string;
  @AnswerField('The folder.', 3) readonly folder_id!: number;
  @AnswerField('Watches the cameras.', true) readonly can_view!: boolean;
  @AnswerField('Sees their archive.', true) readonly can_view_dvr!: boolean;
  @AnswerField('Turns them.', false) readonly can_use_ptz!: boolean;
  @AnswerField('Uses their other actions.', false) readonly can_use_actions!: boolean;
}

/** What `POST` and `PUT` of a folder's user take. Who is named here watches; a flag that is left out stays as it is. */
export class FolderUserBody {
  @FlagField({ description: 'Sees the archive of the cameras.', example: true })
  readonly can_view_dvr?: boolean;

  @FlagField({ description: 'Turns the cameras.', example: false })
  readonly can_use_ptz?: boolean;

  @FlagField({ description: 'Uses other actions of the cameras.', example: false })
  readonly can_use_actions?: boolean;
}

export class NewFolderUserBody extends FolderUserBody {
  @IdField({ description: 'Who gets the rights.', example: 12, required: true })
  readonly user_id!: number;
}
