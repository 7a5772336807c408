import { Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { AuthorizeController } from './authorize.controller.js';
import { BrowserCookies } from './browser-cookies.js';
import { StepAnswers } from './step-answers.js';
import { SignOutController } from './sign-out.controller.js';
import { TokenController } from './token.controller.js';
import { TokenInspectionController } from './token-inspection.controller.js';
import { UserInfoController } from './user-info.controller.js';
import { WellKnownController } from './well-known.controller.js';

/** The API of OAuth 2.0 and OpenID Connect. */
@Module({
  imports: [AuthModule],
  controllers: [
    AuthorizeController,
    TokenController,
    TokenInspectionController,
    UserInfoController,
    SignOutController,
    WellKnownController,
  ],
  providers: [BrowserCookies, StepAnswers],
})
export class OauthModule {}
