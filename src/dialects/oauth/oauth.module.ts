import { Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { TokenController } from './token.controller.js';
import { WellKnownController } from './well-known.controller.js';

/** The OAuth 2.0 door. */
@Module({ imports: [AuthModule], controllers: [TokenController, WellKnownController] })
export class OauthModule {}
