import { Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { CamerasController } from './cameras.controller.js';
import { TokensController } from './tokens.controller.js';
import { WelcomeController } from './welcome.controller.js';

/** The CAM2 v1 door. */
@Module({
  imports: [AuthModule, CamerasModule],
  controllers: [TokensController, CamerasController, WelcomeController],
})
export class Cam2V1Module {}
