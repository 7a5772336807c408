export { dataSourceOptions } from './data-source.options.js';
export { type DatabaseRefusal, DatabaseUnavailable, isLost, isUnavailable, reasonOf } from './database.error.js';
export { DatabaseHealth } from './database-health.js';
export { DatabaseLocation } from './database-location.js';
export { DatabaseModule } from './database.module.js';
export { DatabaseSession, findSession } from './database-session.js';
export {
  EmbeddedPostgresError,
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded/embedded-postgres.js';
export { migrate, SchemaTooNew } from './migrate.js';
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
export { compileCondition, holding } from './lists/compile-condition.js';
export { compileOrder } from './lists/compile-order.js';
export { Cursors, type Position } from './lists/cursors.js';
export { sqlTypes } from './lists/field-types.js';
export { after, type Edge, orderBy, type OrderKey, reversed } from './lists/keyset.js';
export { Lists, type Scope } from './lists/lists.js';
export { checkPage, cutPage } from './lists/page-cut.js';
export { SqlParameters } from './lists/sql-parameters.js';
export { StatementBounds } from './statement-bounds.js';
export { type StatementKind, Statements, translated } from './statements.js';
export { objectKinds, objectRefusals, type ObjectKind, type ObjectRefusal } from './lists/object-kind.js';
export { isRowId } from './row-id.js';
export { isReference, isTaken } from './violations.js';
