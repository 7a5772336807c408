import { Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { TokenController } from './token.controller.js';
import { WellKnownController } from './well-known.controller.js';

/** The API of OAuth 2.0. */
@Module({ imports: [AuthModule], controllers: [TokenController, WellKnownController] })
export class OauthModule {}
