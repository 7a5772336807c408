import { AccessModule } from '#access';
import { AuditModule } from '#audit';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { AgentActivations } from './agents/agent-activations.js';
import { Cameras } from './cameras.js';
import { CameraChanges } from './changes/camera-changes.js';
import { CameraExport } from './export/camera-export.js';
import { CameraImport } from './import/camera-import.js';
import { CameraMarks } from './marks/camera-marks.js';
import { OfflinePlaces } from './places/offline-places.js';
import { Places } from './places/places.js';
import { Presets } from './presets/presets.js';
import { CameraLookup } from './search/camera-lookup.js';
import { CameraSearch } from './search/camera-search.js';
import { CameraWalks } from './search/camera-walks.js';
import { Handfuls } from './search/handfuls.js';
import { PageReader } from './search/page-reader.js';
import { PlainList } from './search/plain-list.js';
import { CameraBatch } from './writing/camera-batch.js';
import { CameraCredentials } from './writing/camera-credentials.js';
import { CameraPreparer } from './writing/camera-preparer.js';
import { CameraSettler } from './writing/camera-settler.js';
import { CameraUpdates } from './writing/camera-updates.js';
import { CameraWriter } from './writing/camera-writer.js';
import { CameraWrites } from './writing/camera-writes.js';
import { CameraSealing } from './secrets/camera-sealing.js';
import { PresetSecrets } from './presets/preset-secrets.js';
import { SealedPlaces } from './secrets/sealed-places.js';
import { SealingSteps } from './secrets/sealing-steps.js';
import { SealedCredentials } from './secrets/sealed-credentials.js';

/** What there is to see. */
@Module({
  imports: [AccessModule, AuditModule, ListsModule],
  providers: [
    AgentActivations,
    Cameras,
    CameraChanges,
    CameraExport,
    CameraImport,
    CameraLookup,
    CameraSearch,
    CameraWalks,
    CameraWrites,
    CameraWriter,
    CameraUpdates,
    CameraCredentials,
    CameraBatch,
    CameraPreparer,
    CameraSettler,
    SealedCredentials,
    CameraSealing,
    SealingSteps,
    SealedPlaces,
    PresetSecrets,
    Handfuls,
    PageReader,
    PlainList,
    Presets,
    CameraMarks,
    { provide: Places, useClass: OfflinePlaces },
  ],
  exports: [
    AgentActivations,
    SealingSteps,
    SealedPlaces,
    Cameras,
    CameraExport,
    CameraImport,
    CameraWalks,
    Presets,
    CameraMarks,
  ],
})
export class CamerasModule {}
