import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { FederationModule } from '#federation';
import { AuthorizeController } from './authorize.controller.js';
import { ExternalSignInController } from './external-sign-in.controller.js';
import { BrowserCookies } from './browser-cookies.js';
import { CameraTokenExchange } from './camera-token-exchange.js';
import { DeviceAuthorizationController } from './device-authorization.controller.js';
import { DevicePageController } from './device-page.controller.js';
import { SignOutController } from './sign-out.controller.js';
import { PasskeyScriptController } from './passkey-script.controller.js';
import { PushedRequestsController } from './pushed-requests.controller.js';
import { StepAnswers } from './step-answers.js';
import { TokenController } from './token.controller.js';
import { TokenInspectionController } from './token-inspection.controller.js';
import { UserInfoController } from './user-info.controller.js';
import { WellKnownController } from './well-known.controller.js';

/** The API of OAuth 2.0 and OpenID Connect. */
@Module({
  imports: [AuthModule, AccessModule, FederationModule],
  controllers: [
    AuthorizeController,
    DeviceAuthorizationController,
    DevicePageController,
    ExternalSignInController,
    PasskeyScriptController,
    PushedRequestsController,
    TokenController,
    TokenInspectionController,
    UserInfoController,
    SignOutController,
    WellKnownController,
  ],
  providers: [BrowserCookies, CameraTokenExchange, StepAnswers],
})
export class OauthModule {}
