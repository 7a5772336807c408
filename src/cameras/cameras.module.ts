import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { AuditModule } from '#audit';
import { ListsModule } from '#lists';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentActivationEntity } from './agents/agent-activation.entity.js';
import { AgentActivationsService } from './agents/agent-activations.service.js';
import { CameraEntity } from './camera.entity.js';
import { CamerasService } from './cameras.service.js';
import { CameraChangeEntity } from './changes/camera-change.entity.js';
import { CameraChangeReader } from './changes/camera-change-reader.js';
import { CameraFeedService } from './feed/camera-feed.service.js';
import { FeedCursors } from './feed/feed-cursor.js';
import { FeedEntryEntity } from './feed/feed-entry.entity.js';
import { FeedPruner } from './feed/feed-pruner.js';
import { FeedWatch } from './feed/feed-watch.js';
import { SightEntity } from './feed/sight.entity.js';
import { SightStore } from './feed/sight-store.js';
import { CameraExportService } from './export/camera-export.service.js';
import { ImportChunkEntity } from './import/jobs/import-chunk.entity.js';
import { CameraProvenanceEntity } from './import/provenance/camera-provenance.entity.js';
import { CameraProvenanceService } from './import/provenance/camera-provenance.service.js';
import { CameraProvenanceStore } from './import/provenance/camera-provenance.store.js';
import { ImportDeedEntity } from './import/jobs/import-deed.entity.js';
import { ImportJobEntity } from './import/jobs/import-job.entity.js';
import { ImportJobRunner } from './import/jobs/import-job.runner.js';
import { ImportJobStore } from './import/jobs/import-job.store.js';
import { ImportTotalsService } from './import/jobs/import-totals.service.js';
import { ImportJobsService } from './import/jobs/import-jobs.service.js';
import { CameraPruning } from './writing/camera-pruning.js';
import { CameraImportService } from './import/camera-import.service.js';
import { CameraMarkEntity } from './marks/camera-mark.entity.js';
import { CameraMarksService } from './marks/camera-marks.service.js';
import { OfflinePlaces } from './places/offline-places.js';
import { Places } from './places/places.js';
import { OrganizationPresetEntity } from './presets/organization-preset.entity.js';
import { PresetEntity } from './presets/preset.entity.js';
import { PresetsService } from './presets/presets.service.js';
import { CameraTagEntity } from './tags/camera-tag.entity.js';
import { TagsService } from './tags/tags.service.js';
import { CameraSearch } from './search/camera-search.js';
import { OffsetCursorCache } from './search/offset-cursor-cache.js';
import { CameraTiles } from './search/camera-tiles.js';
import { SmallVisibilityCache } from './search/small-visibility-cache.js';
import { PageReader } from './search/page-reader.js';
import { PlainListReader } from './search/plain-list-reader.js';
import { RenderedCameras } from './search/rendered-cameras.js';
import { CameraBatch } from './writing/camera-batch.js';
import { CameraCredentials } from './writing/camera-credentials.js';
import { CameraPreparer } from './writing/camera-preparer.js';
import { OwnedCameras } from './writing/owned-cameras.js';
import { CameraWriter } from './writing/camera-writer.js';
import { OperationRunner } from './writing/operation-runner.js';
import { DefaultOrganization } from './writing/default-organization.js';
import { CameraSealing } from './secrets/camera-sealing.js';
import { PresetSecrets } from './presets/preset-secrets.js';
import { SealedLocations } from './secrets/sealed-locations.js';
import { SealingStepEntity } from './secrets/sealing-step.entity.js';
import { SealingSteps } from './secrets/sealing-steps.js';
import { SealedCredentials } from './secrets/sealed-credentials.js';

const entities = [
  AgentActivationEntity,
  CameraChangeEntity,
  CameraEntity,
  CameraMarkEntity,
  CameraProvenanceEntity,
  FeedEntryEntity,
  CameraTagEntity,
  ImportChunkEntity,
  ImportDeedEntity,
  ImportJobEntity,
  OrganizationPresetEntity,
  PresetEntity,
  SealingStepEntity,
  SightEntity,
];

/** Cameras: their registry, search, writes, import and export, presets, marks and secrets. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), AuthModule, AccessModule, AuditModule, ListsModule],
  providers: [
    AgentActivationsService,
    CamerasService,
    CameraChangeReader,
    CameraFeedService,
    FeedCursors,
    FeedPruner,
    FeedWatch,
    SightStore,
    CameraExportService,
    CameraImportService,
    CameraPruning,
    CameraProvenanceStore,
    CameraProvenanceService,
    ImportJobRunner,
    ImportJobStore,
    ImportJobsService,
    ImportTotalsService,
    CameraSearch,
    OffsetCursorCache,
    CameraWriter,
    OwnedCameras,
    CameraCredentials,
    CameraBatch,
    OperationRunner,
    CameraPreparer,
    DefaultOrganization,
    SealedCredentials,
    CameraSealing,
    SealingSteps,
    SealedLocations,
    PresetSecrets,
    SmallVisibilityCache,
    CameraTiles,
    PageReader,
    PlainListReader,
    RenderedCameras,
    PresetsService,
    TagsService,
    CameraMarksService,
    { provide: Places, useClass: OfflinePlaces },
  ],
  exports: [
    AgentActivationsService,
    SealingSteps,
    SealedLocations,
    CameraFeedService,
    CamerasService,
    CameraExportService,
    CameraImportService,
    CameraProvenanceService,
    CameraProvenanceStore,
    FeedWatch,
    ImportJobRunner,
    ImportJobStore,
    ImportJobsService,
    ImportTotalsService,
    OffsetCursorCache,
    PresetsService,
    TagsService,
    CameraMarksService,
  ],
})
export class CamerasModule {}
