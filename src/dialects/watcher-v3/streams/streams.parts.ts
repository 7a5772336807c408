import { StreamAuthController } from './stream-auth.controllers.js';
import { StreamImportController } from './stream-import.controller.js';
import { StreamImporter } from './stream-importer.service.js';
import { StreamPermissionsController } from './stream-permissions.controller.js';
import { StreamReader } from './stream-reader.service.js';
import { StreamWriter } from './stream-writer.service.js';
import { StreamsController } from './streams.controller.js';

/** The routes of streams at client-api. */
export const streamControllers = [
  StreamsController,
  StreamImportController,
  StreamAuthController,
  StreamPermissionsController,
];

/** The services behind them, and behind those of admin-api. */
export const streamProviders = [StreamReader, StreamWriter, StreamImporter];
