import { Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { KeptAnswers } from '../http/kept-answers.js';
import { AppsController } from './apps.controller.js';
import { CameraWritesController } from './camera-writes.controller.js';
import { CamerasController } from './cameras.controller.js';
import { ClientTokenController } from './client-token.controller.js';
import { UseCounter } from './use-counter.interceptor.js';

/** The API of CAM2 v2. */
@Module({
  imports: [AuthModule, CamerasModule],
  controllers: [ClientTokenController, AppsController, CamerasController, CameraWritesController],
  providers: [UseCounter, KeptAnswers],
})
export class Cam2V2Module {}
