import type { ListField } from './list-query.js';
import type { SqlParameters } from './sql-parameters.js';

/** What a list is made of: rows of SQL, and the fields by which they can be asked for. */
export interface ListSource<Field extends string> {
  /** Distinguishes its cursors from those of other lists. */
  readonly name: string;
  /**
   * A FROM clause, such as `organizations o`; a condition on it narrows it to what the caller may see. A function where
   * a join depends on values, such as the caller's own rights.
   */
  readonly from: string | ((sql: SqlParameters) => string);
  readonly fields: Readonly<Record<Field, ListField>>;
  /** The order where none is asked for, and what breaks ties; never null, unique within the rows of one caller. */
  readonly key: Field;
  /** Other fields that are unique: what follows them in an order orders nothing. */
  readonly unique?: readonly Field[];
  /** Where `search` looks. */
  readonly search?: readonly Field[];
  /** The text that the index of `search` is over: all of its fields in one. */
  readonly searchIndex?: string;
}
