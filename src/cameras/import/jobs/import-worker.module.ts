import { Module } from '@nestjs/common';
import { CamerasModule } from '../../cameras.module.js';
import { ImportRetention } from './import-retention.js';
import { ImportWorker } from './import-worker.js';

/** Works on the queue of imports: only where the server runs, not beside the command line. */
@Module({ imports: [CamerasModule], providers: [ImportWorker, ImportRetention], exports: [ImportWorker] })
export class ImportWorkerModule {}
