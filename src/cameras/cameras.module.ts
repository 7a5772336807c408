import { AccessModule } from '#access';
import { AuditModule } from '#audit';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { AgentActivationsService } from './agents/agent-activations.service.js';
import { CamerasService } from './cameras.service.js';
import { CameraChangeReader } from './changes/camera-change-reader.js';
import { CameraExportService } from './export/camera-export.service.js';
import { CameraImportService } from './import/camera-import.service.js';
import { CameraMarksService } from './marks/camera-marks.service.js';
import { OfflinePlaces } from './places/offline-places.js';
import { Places } from './places/places.js';
import { PresetsService } from './presets/presets.service.js';
import { CameraLookup } from './search/camera-lookup.js';
import { CameraSearch } from './search/camera-search.js';
import { OffsetCursorCache } from './search/offset-cursor-cache.js';
import { SmallVisibilityCache } from './search/small-visibility-cache.js';
import { PageReader } from './search/page-reader.js';
import { PlainListReader } from './search/plain-list-reader.js';
import { CameraBatch } from './writing/camera-batch.js';
import { CameraCredentials } from './writing/camera-credentials.js';
import { CameraPreparer } from './writing/camera-preparer.js';
import { OwnedCameras } from './writing/owned-cameras.js';
import { CameraWriter } from './writing/camera-writer.js';
import { DefaultOrganization } from './writing/default-organization.js';
import { CameraSealing } from './secrets/camera-sealing.js';
import { PresetSecrets } from './presets/preset-secrets.js';
import { SealedLocations } from './secrets/sealed-locations.js';
import { SealingSteps } from './secrets/sealing-steps.js';
import { SealedCredentials } from './secrets/sealed-credentials.js';

/** What there is to see. */
@Module({
  imports: [AccessModule, AuditModule, ListsModule],
  providers: [
    AgentActivationsService,
    CamerasService,
    CameraChangeReader,
    CameraExportService,
    CameraImportService,
    CameraLookup,
    CameraSearch,
    OffsetCursorCache,
    CameraWriter,
    OwnedCameras,
    CameraCredentials,
    CameraBatch,
    CameraPreparer,
    DefaultOrganization,
    SealedCredentials,
    CameraSealing,
    SealingSteps,
    SealedLocations,
    PresetSecrets,
    SmallVisibilityCache,
    PageReader,
    PlainListReader,
    PresetsService,
    CameraMarksService,
    { provide: Places, useClass: OfflinePlaces },
  ],
  exports: [
    AgentActivationsService,
    SealingSteps,
    SealedLocations,
    CamerasService,
    CameraExportService,
    CameraImportService,
    OffsetCursorCache,
    PresetsService,
    CameraMarksService,
  ],
})
export class CamerasModule {}
