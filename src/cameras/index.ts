export {
  type Camera,
  type CameraChange,
  type CameraCredentialsChange,
  type CameraCredentialsView,
  type CameraDraft,
  type CameraKey,
  type CameraKind,
  cameraKinds,
  type CameraProtocol,
  cameraProtocols,
  type DefaultOrganizationRule,
  type NamedChange,
  type RemoveOptions,
  type UpdateOptions,
  type WriteOptions,
} from './camera.js';
export type { CameraInput, CameraMedia, CameraMediaChange } from './camera-media.js';
export type { JsonObject, JsonValue } from './json-value.js';
export { AgentActivationsService } from './agents/agent-activations.service.js';
export { type Tag, type TagField, TagsService } from './tags/tags.service.js';
export { CamerasService } from './cameras.service.js';
export { CamerasModule } from './cameras.module.js';
export type { ChangeSpan, LoggedChange } from './changes/camera-change-reader.js';
export {
  CameraFeedService,
  type FeedChange,
  type FeedChangeType,
  feedChangeTypes,
  feedDays,
  type FeedPage,
  type FeedQuestion,
  type FeedStart,
  mostChanges,
} from './feed/camera-feed.service.js';
export { FeedWatch } from './feed/feed-watch.js';
export { CameraExportService } from './export/camera-export.service.js';
export { exportFormats, type ExportFormat } from './export/export-texts.js';
export { CameraImportService, type ImportOptions, type ImportOutcome } from './import/camera-import.service.js';
export type { ImportReading } from './import/import-journal.js';
export {
  type ImportChange,
  type ImportJob,
  type ImportJobField,
  type ImportStatus,
  importStatuses,
  type ImportTask,
  type UndoConflict,
} from './import/jobs/import-job.js';
export { CameraProvenanceService } from './import/provenance/camera-provenance.service.js';
export { ImportJobsService } from './import/jobs/import-jobs.service.js';
export { type ImportTotal, ImportTotalsService } from './import/jobs/import-totals.service.js';
export { ImportWorker } from './import/jobs/import-worker.js';
export { ImportWorkerModule } from './import/jobs/import-worker.module.js';
export { fieldNamed, type RowField, rowFields } from './import/column-names.js';
export type { ImportSource, RejectedRow } from './import/parsed-row.js';
export { importFormats, type ImportFormat } from './import/file-format.js';
export { countryCode, countryName, countryOfPlace } from './places/countries.js';
export { countriesWithPart } from './places/country-parts.js';
export { retrievalKindOf } from './retrieval-kind.js';
export { mayBePlaylist, mediaOf, protocolOf, type UrlMedia } from './url-media.js';
export { foldedTag, isTimezone } from './writing/field-rules.js';
export { spellingsOfState } from './places/us-states.js';
export { type Place, Places } from './places/places.js';
export { type CameraTile, tileExtent, type TileKey } from './search/camera-tile.js';
export { mostAreaPoints } from './search/area.js';
export { viewOf } from './view/camera-view.js';
export type {
  Area,
  AreaPolygon,
  AreaPosition,
  BoundingBox,
  CameraField,
  CameraQuery,
  TagCondition,
  PlainCameraField,
  Condition,
  FieldValue,
  GeoPoint,
  Near,
  Page,
  PageCursors,
  SortKey,
} from './search/camera-query.js';
export type { JsonPage, TaggedPage } from './search/camera-search.js';
export { OffsetCursorCache, type OffsetPage } from './search/offset-cursor-cache.js';
export type { CameraShape, ShapeValue } from './search/camera-shape.js';
export type { BatchCamera, BatchOutcome, BatchRow } from './writing/batch-tally.js';
export type { BatchOptions } from './writing/camera-batch.js';
export {
  type CameraOperation,
  mostOperations,
  type OperationOptions,
  type OperationResult,
} from './writing/camera-operation.js';
export { CameraMarksService, type CameraMark } from './marks/camera-marks.service.js';
export type { Dvr, Preset, PresetDraft, PresetField } from './presets/preset.js';
export { visibleAddress } from './secrets/credentials.js';
export { SealedLocations } from './secrets/sealed-locations.js';
export { sealedAtOnce, type SealSome, SealingSteps } from './secrets/sealing-steps.js';
export { mask, type Masked, unmask, withoutSecrets } from './secrets/mask.js';
export { PresetsService } from './presets/presets.service.js';
export { nameFrom } from './writing/camera-name.js';
