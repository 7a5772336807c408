import { Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { CamerasController } from './cameras.controller.js';
import { MeController } from './me.controller.js';
import { RefreshCookie } from './refresh-cookie.js';
import { SignInController } from './sign-in.controller.js';

/** The REST API. */
@Module({
  imports: [AuthModule, CamerasModule],
  providers: [RefreshCookie],
  controllers: [SignInController, MeController, CamerasController],
})
export class RestModule {}
