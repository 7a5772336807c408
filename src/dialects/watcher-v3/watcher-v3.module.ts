import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { LoginController } from './login.controller.js';
import { ProfileController } from './profile.controller.js';
import { SessionsController } from './sessions.controller.js';
import { StreamsController } from './streams.controller.js';

/** The Watcher v3 door. */
@Module({
  imports: [AuthModule, AccessModule, CamerasModule],
  controllers: [LoginController, ProfileController, SessionsController, StreamsController],
})
export class WatcherV3Module {}
