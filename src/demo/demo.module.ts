import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { CamerasModule } from '#cameras';
import { DemoCatalogue } from './demo-catalogue.js';
import { DemoController } from './demo.controller.js';

/** The demo catalogue and its drawn snapshots: what new users see before they add cameras of their own. */
@Module({
  imports: [AccessModule, CamerasModule],
  controllers: [DemoController],
  providers: [DemoCatalogue],
})
export class DemoModule {}
