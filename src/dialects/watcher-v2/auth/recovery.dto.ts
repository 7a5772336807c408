import { TextField } from '../input/fields.decorator.js';
import { AnswerField, NullableAnswerField } from '../answer-field.decorator.js';

/** Who forgot their password: a login or an e-mail address. */
export class ForgottenPassword {
  @TextField({ description: 'Login, or e-mail address.', example: 'user1' })
  readonly login?: string;

  @TextField({ description: 'E-mail address, or login.', example: 'ada@example.com' })
  readonly email?: string;
}

/** A new password, with the token of the email. */
export class RestoredPassword {
  @TextField({ description: 'The token of the email.', example: '0fQ3Hc1x8eYt', required: true, longest: 512 })
  readonly token!: string;

  @TextField({
    description: 'The new password.',
    example: 'correct horse battery staple',
    required: true,
    longest: 1024,
  })
  readonly password1!: string;

  @TextField({
    description: 'The new password again.',
    example: 'correct horse battery staple',
    required: true,
    longest: 1024,
  })
  readonly password2!: string;
}

/** Somebody who chose a new password, and is signed in with it unless the account needs a second factor. */
export class RestoredAccount {
  @AnswerField('Login.', 'user1') readonly login!: string;
  @NullableAnswerField('The session key, for `x-vsaas-session`.', 'W98uOoiMFf46SyE78RjWIZjsaVM')
  readonly session!: string | null;
  @AnswerField('May do everything.', false) readonly is_admin!: boolean;
  @NullableAnswerField('E-mail address.', 'ada@example.com') readonly notification_email!: string | null;
}
