import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { AuthController } from './auth.controller.js';
import { CamerasController } from './cameras.controller.js';

/** The Watcher v2 door. */
@Module({ imports: [AuthModule, AccessModule, CamerasModule], controllers: [AuthController, CamerasController] })
export class WatcherV2Module {}
