import { Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ApplicationsController } from './applications.controller.js';
import { CameraWritesController } from './camera-writes.controller.js';
import { CamerasController } from './cameras.controller.js';
import { TokensController } from './tokens.controller.js';
import { WelcomeController } from './welcome.controller.js';

/** The API of CAM2 v1. */
@Module({
  imports: [AuthModule, CamerasModule],
  controllers: [TokensController, CamerasController, CameraWritesController, ApplicationsController, WelcomeController],
})
export class Cam2V1Module {}
