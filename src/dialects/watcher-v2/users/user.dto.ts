import { ApiProperty } from '@nestjs/swagger';
import { FlagField, IdField, IntegerField, TextField } from '../input/fields.decorator.js';
import { ListParameters } from '../lists/list.query.js';
import { AnswerField, NullableAnswerField, OptionalAnswerField } from '../answer-field.decorator.js';

/** A group of cameras that names a user (AX). */
export class UserGroupItem {
  @AnswerField('Its id.', 2) readonly group_id!: number;
}

/** A person with a login (WD). */
export class UserItem {
  @AnswerField('The id.', 12) readonly id!: number;
  @AnswerField('Login.', 'user1') readonly login!: string;
  @NullableAnswerField('Full name.', 'Ada Lovelace') readonly name!: string | null;
  @OptionalAnswerField(
    'The personal API key; only in the answer for one user, to those who control the account.',
    'cgk_0fQ3Hc1x8eYt',
  )
  readonly apikey?: string | null;
  @NullableAnswerField('An address that alone may be used; not supported: null.', '192.0.2.7')
  readonly authorized_ip!: null;
  @AnswerField('May come in.', true) readonly enabled!: boolean;
  @AnswerField('May do everything.', false) readonly is_admin!: boolean;
  @AnswerField('Manages all users and organizations, without being an administrator.', false)
  readonly is_domain_admin!: boolean;
  @NullableAnswerField('The id that another system knows the user by.', 'A-1043') readonly external_id!: string | null;
  @NullableAnswerField('Language, ISO 639-1.', 'en') readonly locale!: string | null;
  @NullableAnswerField('Sessions at once; null: the limit of the installation.', 5) readonly max_sessions!:
    number | null;
  @AnswerField('Watches the state of the server; nobody does here: false.', false) readonly monitoring!: boolean;
  @NullableAnswerField('Free text.', 'Night shift') readonly note!: string | null;
  @NullableAnswerField('E-mail address.', 'ada@example.com') readonly notification_email!: string | null;
  @NullableAnswerField('Telephone number.', '+44 20 7946 0000') readonly phone!: string | null;
  @AnswerField('May not change the own account.', false) readonly readonly!: boolean;
  @NullableAnswerField('The first of the organizations.', 7) readonly organization_id!: number | null;
  @AnswerField('Ids of the organizations, as far as the caller knows of them.', [7])
  readonly organizations!: readonly number[];
  @ApiProperty({
    type: [UserGroupItem],
    description: 'Groups of cameras that name the user, as far as the caller sees them.',
  })
  readonly groups!: readonly UserGroupItem[];
  @AnswerField('There is one domain: 1.', 1) readonly domain_id!: number;
  @AnswerField('Makes and changes organizations; follows from the level.', false)
  readonly can_edit_organizations!: boolean;
  @AnswerField('Sees organizations.', true) readonly can_view_organizations!: boolean;
  @AnswerField('Changes settings; follows from the level.', false) readonly can_edit_settings!: boolean;
}

/** What `GET /users` takes beside its page. */
export class UserListQuery extends ListParameters {
  @IdField({ description: 'Only the members of this organization.', example: 7 })
  readonly organization_id?: number;

  @FlagField({ description: 'Only those who may come in, or only the others.', example: true })
  readonly enabled?: boolean;

  @TextField({ description: 'Only the one with this login, in exactly this spelling.', example: 'user1' })
  readonly login?: string;

  @TextField({ description: 'Only those whom another system knows by this id.', example: 'A-1043' })
  readonly external_id?: string;
}

/** What people may also change of themselves. */
export class OwnUserBody {
  @TextField({ description: 'Full name.', example: 'Ada Lovelace', clearable: true })
  readonly name?: string | null;

  @TextField({
    description: 'A new password; empty: it stays.',
    example: 'correct horse battery staple',
    longest: 1024,
  })
  readonly password?: string;

  @TextField({ description: 'E-mail address.', example: 'ada@example.com', clearable: true })
  readonly notification_email?: string | null;

  @TextField({ description: 'Telephone number.', example: '+44 20 7946 0000', clearable: true })
  readonly phone?: string | null;

  @TextField({ description: 'Language, ISO 639-1.', example: 'en', clearable: true })
  readonly locale?: string | null;
}

/** What `PUT` of the own profile takes. */
export class ProfileBody extends OwnUserBody {
  @TextField({
    description: 'The password as it is now; needed for a new one, and for another e-mail address.',
    example: 'old password',
    longest: 1024,
  })
  readonly old_password?: string;
}

/** What `PUT` of a user takes; flags and numbers may be texts. */
export class UserBody extends OwnUserBody {
  @TextField({ description: 'Login.', example: 'user1' })
  readonly login?: string;

  @FlagField({ description: 'May come in; false ends all sessions.', example: true })
  readonly enabled?: boolean;

  @FlagField({ description: 'May do everything.', example: false })
  readonly is_admin?: boolean;

  @FlagField({ description: 'Manages all users and organizations.', example: false })
  readonly is_domain_admin?: boolean;

  @FlagField({ description: 'May not change the own account.', example: false })
  readonly readonly?: boolean;

  @TextField({ description: 'The id that another system knows the user by.', example: 'A-1043', clearable: true })
  readonly external_id?: string | null;

  @TextField({ description: 'Free text.', example: 'Night shift', clearable: true, longest: 4000 })
  readonly note?: string | null;

  @IntegerField({
    description: 'Sessions at once; empty or 0: the limit of the installation.',
    example: 5,
    clearable: true,
  })
  readonly max_sessions?: number | null;

  @TextField({
    description: 'Must be empty: logins are not bound to addresses here.',
    example: '',
    clearable: true,
  })
  readonly authorized_ip?: string | null;
}

/** What `POST` of a user takes. */
export class NewUserBody extends UserBody {
  @TextField({ description: 'Login.', example: 'user1', required: true })
  override readonly login!: string;

  @IdField({
    description: 'Where the user becomes a member; else the first organization whose users the caller may change.',
    example: 7,
  })
  readonly organization_id?: number;
}

/** The result of one row of an import. */
export class ImportedUser {
  @AnswerField('Login.', 'user1') readonly login!: string;
  @NullableAnswerField('The id; null where the row was rejected.', 12) readonly id!: number | null;
  @AnswerField('Made now, not changed.', true) readonly created!: boolean;
  @OptionalAnswerField('The error code of a rejected row, of which nothing is stored.', 'login.taken')
  readonly error?: string;
}

/** What `POST /users/import` answers. */
export class UserImportAnswer {
  @AnswerField('Every row was taken.', true) readonly success!: boolean;
  @AnswerField('How many users were made.', 1) readonly zc!: number;
  @AnswerField('How many users were changed.', 1) readonly zu!: number;
  @ApiProperty({ type: [ImportedUser], description: 'What came of each row.' })
  readonly users!: readonly ImportedUser[];
  @AnswerField('None: this import is of users.', []) readonly cameras!: readonly never[];
}
