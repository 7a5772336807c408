import { IntegerField, TextField } from '../input/fields.decorator.js';
import { AnswerField } from '../answer-field.decorator.js';

/** Who the token is for. */
export class NewAutologinToken {
  @TextField({ description: 'Who is signed in.', example: 'user1', required: true })
  readonly login!: string;

  @IntegerField({
    description: 'Until when it works, seconds since 1970; 15 minutes from now by default, at most a day.',
    example: 1_760_000_000,
    most: 100_000_000_000,
  })
  readonly valid_till?: number;

  @IntegerField({ description: 'Seconds that its session lives unused.', example: 3600, least: 1 })
  readonly lifetime?: number;
}

export class AutologinToken {
  @AnswerField('Works once.', 'user1:1760000000:f8b1:5f0c2a6e3b0e4a539a588f2f4c9f3f115f0c2a6e')
  readonly autologin_token!: string;

  @AnswerField('Always true.', true) readonly success!: boolean;
}

/** The form that a browser sends. */
export class AutologinForm {
  @TextField({ description: 'The token.', example: 'user1:1760000000:f8b1:5f0c2a6e', required: true, longest: 512 })
  readonly autologin_token!: string;
}
