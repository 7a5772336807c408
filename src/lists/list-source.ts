import type { ListField } from './list-query.js';
import type { SqlParameters } from './sql-parameters.js';

/** What a list is made of: rows of SQL, and the fields that queries may use. */
export interface ListSource<Field extends string> {
  /** Distinguishes its cursors from those of other lists. */
  readonly name: string;
  /**
   * A FROM clause, such as `organizations o`; a condition on it narrows it to what the caller may see. A function where
   * a join depends on values, such as the caller's own rights.
   */
  readonly from: string | ((sql: SqlParameters) => string);
  readonly fields: Readonly<Record<Field, ListField>>;
  /** The default order, and what breaks ties; never null, unique within the rows of one caller. */
  readonly key: Field;
  /** Other unique fields: keys behind them in an order have no effect. */
  readonly unique?: readonly Field[];
  /** The fields that `search` covers. */
  readonly search?: readonly Field[];
  /** The expression of the index of `search`: all of its fields in one text. */
  readonly searchIndex?: string;
}
