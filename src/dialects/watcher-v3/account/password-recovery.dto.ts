import { TextField } from '../body/scalar-fields.decorator.js';

/** The body of `POST /password_recovery`. */
export class RecoveryRequest {
  @TextField({
    description: 'The email address, or the login, of the person who forgot their password.',
    example: 'ada@example.com',
    required: true,
    min: 1,
    max: 255,
  })
  readonly email!: string;
}

/** The body of `POST /reset_password`. */
export class ResetRequest {
  @TextField({
    description: 'The new password; at least 8 characters, none that is common.',
    example: 'correct horse battery staple',
    required: true,
    min: 5,
    max: 128,
    writeOnly: true,
  })
  readonly password!: string;

  @TextField({
    description: 'The token of the email, where the address does not contain it.',
    example: '0fQ3Hc1x8eYt0fQ3Hc1x8eYt0fQ3Hc1x8eYt0fQ3',
    max: 512,
  })
  readonly token?: string;
}
