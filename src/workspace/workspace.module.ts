import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { Module } from '@nestjs/common';
import { Mosaics } from './mosaics.js';

/** What people arrange around cameras: mosaics, groups, messages, subscriptions, devices, events. */
@Module({ imports: [AuthModule, AccessModule, CamerasModule], providers: [Mosaics], exports: [Mosaics] })
export class WorkspaceModule {}
