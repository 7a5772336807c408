import type { ListField } from './list-query.js';

/** What a list is made of: rows of SQL, and the fields by which they can be asked for. */
export interface ListSource<Field extends string> {
  /** Distinguishes its cursors from those of other lists. */
  readonly name: string;
  /** A FROM clause, such as `organizations o`; a condition on it narrows it to what the caller may see. */
  readonly from: string;
  readonly fields: Readonly<Record<Field, ListField>>;
  /** The order where none is asked for, and what breaks ties; never null, unique within the rows of one caller. */
  readonly key: Field;
  /** Where `search` looks. */
  readonly search?: readonly Field[];
}
