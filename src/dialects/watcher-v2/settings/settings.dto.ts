import { PartialType } from '@nestjs/swagger';
import { AnswerField, NullableAnswerField } from '../answer-field.decorator.js';
import { TextField } from '../input/fields.decorator.js';

/** What administrators set while the server runs (WD). Other `map_*`, `global_*` and `brand_*` are stored unchanged. */
export class Settings {
  @NullableAnswerField('The system key: 32 to 255 characters.', '7c75da8fb314183f1f825271898a3687') readonly api_key!:
    string | null;
  @NullableAnswerField('Sessions of a user who has no limit of their own; null: 50.', 10)
  readonly max_user_sessions!: number | null;
  @NullableAnswerField('Name of the installation.', 'Riverside Video') readonly brand_title!: string | null;
  @NullableAnswerField('A picture as a `data:` URL.', 'data:image/png;base64,iVBORw0KGgo=') readonly brand_logo!:
    string | null;
  @NullableAnswerField('A picture as a `data:` URL.', 'data:image/png;base64,iVBORw0KGgo=') readonly brand_logo_auth!:
    string | null;
  @NullableAnswerField('A picture as a `data:` URL.', 'data:image/png;base64,iVBORw0KGgo=') readonly brand_favicon!:
    string | null;
  @NullableAnswerField('A colour.', '#336699') readonly brand_primary_color!: string | null;
  @NullableAnswerField('A colour.', '#336699') readonly brand_secondary_color!: string | null;
  @NullableAnswerField('A colour.', '#ffffff') readonly brand_background_color!: string | null;
  @NullableAnswerField('How email is sent: smtp or sendgrid.', 'smtp') readonly mail_method!: string | null;
  @NullableAnswerField('The mail server.', 'mail.example.com') readonly mail_host!: string | null;
  @NullableAnswerField('Its port.', 587) readonly mail_port!: number | null;
  @NullableAnswerField('Its login.', 'camgate') readonly mail_login!: string | null;
  @NullableAnswerField('none, tls or starttls.', 'starttls') readonly mail_security!: string | null;
  @NullableAnswerField('Name of the sender.', 'Riverside Video') readonly mail_sender_title!: string | null;
  @NullableAnswerField('Address of the sender.', 'video@example.com') readonly mail_sender_address!: string | null;
  @AnswerField('Nobody comes in unknown: always false, and refused otherwise.', false)
  readonly global_anonymous_access!: boolean;
  @AnswerField('Always false, and refused otherwise.', false) readonly global_demo_access!: boolean;
  @AnswerField('Nobody makes an account for themselves: always false, and refused otherwise.', false)
  readonly global_allow_registration!: boolean;
  @NullableAnswerField(
    'Nobody else is asked who somebody is: always null, and refused otherwise.',
    'https://example.com/auth',
  )
  readonly global_auth_backend!: null;
}

/** The body of `PUT /settings`: what is left out stays as it is. */
export class SettingsChange extends PartialType(Settings) {}

/** The account of the first administrator of an empty installation. */
export class InitialSettings {
  @TextField({ description: 'Login of the first administrator.', example: 'admin', required: true })
  readonly login!: string;

  @TextField({ description: 'Password.', example: 'correct horse battery staple', required: true, longest: 1024 })
  readonly password1!: string;

  @TextField({
    description: 'The password again.',
    example: 'correct horse battery staple',
    required: true,
    longest: 1024,
  })
  readonly password2!: string;
}
