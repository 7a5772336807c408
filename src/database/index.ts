export { dataSourceOptions } from './data-source.options.js';
export { DatabaseModule } from './database.module.js';
export {
  EmbeddedPostgresError,
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded/embedded-postgres.js';
export { migrate } from './migrate.js';
export { ListError, listRefusals, type ListRefusal } from './lists/list.error.js';
export type {
  Condition,
  FieldType,
  FieldValue,
  ListField,
  ListPage,
  ListQuery,
  Page,
  PageCursors,
  SortKey,
} from './lists/list-query.js';
export type { ListSource } from './lists/list-source.js';
export { Lists, type Scope } from './lists/lists.js';
export { SqlParameters } from './lists/sql-parameters.js';
export { objectKinds, objectRefusals, type ObjectKind, type ObjectRefusal } from './lists/object-kind.js';
