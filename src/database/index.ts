export { dataSourceOptions } from './data-source.options.js';
export { DatabaseModule } from './database.module.js';
export {
  EmbeddedPostgresError,
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded/embedded-postgres.js';
export { migrate } from './migrate.js';
