import { TextField } from '../input/fields.decorator.js';

/** Login and password, as JSON or as a form. */
export class LoginRequest {
  @TextField({ description: 'Login, in any case.', example: 'user1', required: true })
  readonly login!: string;

  @TextField({ description: 'Password.', example: 'correct horse battery staple', required: true, longest: 1024 })
  readonly password!: string;
}
