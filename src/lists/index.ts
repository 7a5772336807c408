export { compileCondition, containing } from './compile-condition.js';
export { compileOrder } from './compile-order.js';
export { CursorCodec, type Position } from './cursor-codec.js';
export { sqlTypes } from './field-types.js';
export { after, type Edge, orderBy, type OrderKey, reversed } from './keyset.js';
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
} from './list-query.js';
export {
  columnsOf,
  entityFields,
  type EntityColumn,
  expressionsOf,
  fieldsOf,
  selectList,
  sqlOf,
} from './entity-fields.js';
export type { ListSource } from './list-source.js';
export { ListsService, type Scope } from './lists.service.js';
export { ListsModule } from './lists.module.js';
export { checkPage, cutPage } from './page-cut.js';
export { SqlParameters } from './sql-parameters.js';
