import { AnswerField, NullableAnswerField, OptionalAnswerField } from '../answer-field.decorator.js';

/** Who is asking, with what a client needs to draw its menus (WD). */
export class Account {
  @OptionalAnswerField(
    'The session key, for `x-vsaas-session`; only in the answer to a login.',
    'W98uOoiMFf46SyE78RjWIZjsaVM',
  )
  readonly session?: string;
  @AnswerField('Login; `guest` without authorization, `system` behind the system key.', 'user1')
  readonly login!: string;
  @NullableAnswerField("The user's id; null for who is no user.", 7) readonly id!: number | null;
  @NullableAnswerField('Full name.', 'Ada Lovelace') readonly name!: string | null;
  @AnswerField('False for the guest.', true) readonly is_logged_in!: boolean;
  @AnswerField('May do everything.', false) readonly is_admin!: boolean;
  @AnswerField('Manages all users and organizations.', false) readonly is_domain_admin!: boolean;
  @AnswerField('Manages the users of some organization.', false) readonly is_organization_admin!: boolean;
  @AnswerField('May make and change organizations.', false) readonly can_edit_organizations!: boolean;
  @AnswerField('Sees organizations.', true) readonly can_view_organizations!: boolean;
  @AnswerField('May change settings.', false) readonly can_edit_settings!: boolean;
  @AnswerField('There is one domain: 1.', 1) readonly domain_id!: number;
  @NullableAnswerField('E-mail address.', 'ada@example.com') readonly notification_email!: string | null;
  @NullableAnswerField('Telephone number.', '+44 20 7946 0000') readonly phone!: string | null;
  @AnswerField('Language, ISO 639-1.', 'en') readonly locale!: string;
  @AnswerField('Languages of this server.', ['en']) readonly locales!: readonly string[];
  @AnswerField('Ids of the organizations whose cameras are visible.', [1]) readonly organizations!: readonly number[];
  @AnswerField('Cannot change the own account.', false) readonly readonly!: boolean;
  @AnswerField('Messages that were not read yet.', 0) readonly unread_messages_count!: number;
  @AnswerField('Always empty.', {}) readonly server_info!: Readonly<Record<string, unknown>>;
  @AnswerField('How the interface looks (`brand_*`); for signed-in users also `map_*` and `global_*`.', {
    brand_title: 'Riverside Video',
  })
  readonly settings!: Readonly<Record<string, unknown>>;
  @AnswerField('Preferences; always these.', { camera_list_display_mode: 'list' })
  readonly user_settings!: Readonly<Record<string, unknown>>;
}
