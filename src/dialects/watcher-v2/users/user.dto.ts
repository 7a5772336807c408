import { ApiProperty } from '@nestjs/swagger';
import { FlagField, IdField, IntegerField, TextField } from '../input/fields.decorator.js';
import { ListParameters } from '../lists/list.query.js';
import { Told, ToldOrNull, ToldToSome } from '../told.decorator.js';

/** A group of cameras that names a user (AX). */
export class UserGroupItem {
  @Told('Its id.', 2) readonly group_id!: number;
}

/** A person with a login (WD). */
export class UserItem {
  @Told('The id.', 12) readonly id!: number;
  @Told('Login.', 'user1') readonly login!: string;
  @ToldOrNull('Full name.', 'Ada Lovelace') readonly name!: string | null;
  @ToldToSome(
    'The personal API key; told where one user is asked for, by whoever controls the account.',
    'cgk_0fQ3Hc1x8eYt',
  )
  readonly apikey?: string | null;
  @ToldOrNull('An address that alone may be used; not supported: null.', '192.0.2.7') readonly authorized_ip!: null;
  @Told('May come in.', true) readonly enabled!: boolean;
  @Told('May do everything.', false) readonly is_admin!: boolean;
  @Told('Manages all users and organizations, without being an administrator.', false)
  readonly is_domain_admin!: boolean;
  @ToldOrNull('The id that another system knows the user by.', 'A-1043') readonly external_id!: string | null;
  @ToldOrNull('Language, ISO 639-1.', 'en') readonly locale!: string | null;
  @ToldOrNull('Sessions at once; null: as the installation says.', 5) readonly max_sessions!: number | null;
  @Told('Watches the state of the server; nobody does here: false.', false) readonly monitoring!: boolean;
  @ToldOrNull('Free text.', 'Night shift') readonly note!: string | null;
  @ToldOrNull('E-mail address.', 'ada@example.com') readonly notification_email!: string | null;
  @ToldOrNull('Telephone number.', '+44 20 7946 0000') readonly phone!: string | null;
  @Told('May not change the own account.', false) readonly readonly!: boolean;
  @ToldOrNull('The first of the organizations.', 7) readonly organization_id!: number | null;
  @Told('Ids of the organizations, as far as the caller knows of them.', [7])
  readonly organizations!: readonly number[];
  @ApiProperty({
    type: [UserGroupItem],
    description: 'Groups of cameras that name the user, as far as the caller sees them.',
  })
  readonly groups!: readonly UserGroupItem[];
  @Told('There is one domain: 1.', 1) readonly domain_id!: number;
  @Told('Makes and changes organizations; follows from the level.', false) readonly can_edit_organizations!: boolean;
  @Told('Sees organizations.', true) readonly can_view_organizations!: boolean;
  @Told('Changes settings; follows from the level.', false) readonly can_edit_settings!: boolean;
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

/** What may be said of a person by themselves, too. */
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

  @IntegerField({ description: 'Sessions at once; empty or 0: as the installation says.', example: 5, clearable: true })
  readonly max_sessions?: number | null;

  @TextField({
    description: 'Refused unless empty: logins are not bound to addresses here.',
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

/** What came of one row of an import. */
export class ImportedUser {
  @Told('Login.', 'user1') readonly login!: string;
  @ToldOrNull('The id; null where it was refused.', 12) readonly id!: number | null;
  @Told('Made now, not changed.', true) readonly created!: boolean;
  @ToldToSome('Why it was refused; nothing is left of it then.', 'login.taken') readonly error?: string;
}

/** What `POST /users/import` answers. */
export class UserImportAnswer {
  @Told('Every row was taken.', true) readonly success!: boolean;
  @Told('How many users were made.', 1) readonly zc!: number;
  @Told('How many users were changed.', 1) readonly zu!: number;
  @ApiProperty({ type: [ImportedUser], description: 'What came of each row.' })
  readonly users!: readonly ImportedUser[];
  @Told('None: this import is of users.', []) readonly cameras!: readonly never[];
}
