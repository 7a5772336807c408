export { Mosaics, mosaicTypes, type Mosaic, type MosaicDraft, type MosaicField, type MosaicType } from './mosaics.js';
export { WorkspaceError, workspaceRefusals, type WorkspaceRefusal } from './workspace.error.js';
export { WorkspaceModule } from './workspace.module.js';
