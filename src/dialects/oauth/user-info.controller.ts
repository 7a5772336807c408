import { type Caller, CurrentCaller, UserInfoService } from '#auth';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { UserInfoAnswer } from './user-info.dto.js';

const route: Parameters<typeof Endpoint>[2] = {
  requires: ['identified'],
  summary: 'Who the person behind an access token is',
  description: 'For tokens with the scope `openid`; `profile` and `email` open the rest (OpenID Connect Core §5.3).',
  noStore: true,
  accepts: ['access-token'],
  answer: { type: UserInfoAnswer, description: 'The claims that the scope opens.' },
  errors: { 401: 'No valid access token.', 403: 'The token lacks the scope `openid`.' },
  security: [{ bearer: [] }],
};

/** OpenID Connect Core §5.3. */
@ApiController('oauth/userinfo', { tag: 'people' })
export class UserInfoController {
  constructor(private readonly userInfo: UserInfoService) {}

  @Endpoint('GET', '', { ...route, operationId: 'getUserInfo' })
  get(@CurrentCaller() caller: Caller): Promise<UserInfoAnswer> {
    return this.answer(caller);
  }

  @Endpoint('POST', '', { ...route, operationId: 'postUserInfo' })
  post(@CurrentCaller() caller: Caller): Promise<UserInfoAnswer> {
    return this.answer(caller);
  }

  private async answer(caller: Caller): Promise<UserInfoAnswer> {
    const { subject, login, fullName, locale, email } = await this.userInfo.read(caller);
    return {
      sub: subject,
      ...(login === undefined ? {} : { preferred_username: login }),
      ...(fullName === undefined ? {} : { name: fullName }),
      ...(locale === undefined ? {} : { locale }),
      ...(email === undefined ? {} : { email, email_verified: false }),
    };
  }
}
