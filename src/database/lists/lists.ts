import { Injectable } from '@nestjs/common';
import type { ListPage, ListQuery, Page } from './list-query.js';
import type { ListSource } from './list-source.js';
import type { SqlParameters } from './sql-parameters.js';

/** Narrows a list to what one caller may see: a SQL condition over the source's FROM clause. */
export type Scope = (sql: SqlParameters) => string;

/**
 * Reads any list of rows as pages by keyset: nothing is lost or repeated under ties and missing values, in both
 * directions. Every value is bound; a statement that exceeds its bound is `query.too-slow`.
 */
@Injectable()
export class Lists {
  /**
   * One page; each item has one key for each name of `columns`.
   * @param columns what a row is made of: result key -> SQL over the source
   * @throws ListError cursor.invalid, list.invalid, query.too-slow
   */
  async page<Field extends string, Row extends object>(
    _source: ListSource<Field>,
    _columns: Readonly<Record<keyof Row & string, string>>,
    _scope: Scope,
    _query: ListQuery<Field>,
    _page: Page,
  ): Promise<ListPage<Row>> {
    throw new Error('not built yet');
  }

  /**
   * How many rows match, whatever the page; only those of the scope.
   * @throws ListError list.invalid, query.too-slow
   */
  async count<Field extends string>(
    _source: ListSource<Field>,
    _scope: Scope,
    _query: ListQuery<Field>,
  ): Promise<number> {
    throw new Error('not built yet');
  }
}
