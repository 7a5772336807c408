import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { type StatementKind, Statements } from '#database';
import { compileCondition } from './compile-condition.js';
import { compileOrder } from './compile-order.js';
import { CursorCodec } from './cursor-codec.js';
import { after, type Edge, orderBy, reversed } from './keyset.js';
import type { ListPage, ListQuery, Page } from './list-query.js';
import type { ListSource } from './list-source.js';
import { checkPage, cutPage } from './page-cut.js';
import { SqlParameters } from './sql-parameters.js';

/** Limits a list to what one caller may see: a SQL condition over the source's FROM clause. */
export type Scope = (sql: SqlParameters) => string;

/** The column with the sort values at which the next page begins; no column of a list has this name. */
const edgeColumn = '~edge';
const mostConditions = 100;

/**
 * Reads any list of rows as pages by keyset: nothing is lost or repeated under ties and missing values, in both
 * directions. Every value is bound; a statement that exceeds its bound is `query.too-slow`.
 */
@Injectable()
export class ListsService {
  constructor(
    private readonly statements: Statements,
    private readonly cursors: CursorCodec,
  ) {}

  /**
   * One page; each item has one key for each name of `columns`.
   * @param columns result key -> SQL over the source
   * @throws DomainError cursor.invalid, list.invalid, query.too-slow
   */
  async page<Field extends string, Row extends object>(
    source: ListSource<Field>,
    columns: Readonly<Record<keyof Row & string, string>>,
    scope: Scope,
    query: ListQuery<Field>,
    page: Page,
  ): Promise<ListPage<Row>> {
    checkPage(page);
    const question = [source.name, query.where, query.sort ?? []];
    const position = page.cursor === undefined ? undefined : this.cursors.read(question, page.cursor);
    const keys = compileOrder(source, query.sort);
    const order = position?.backward === true ? reversed(keys) : keys;
    const sql = new SqlParameters();
    const from = fromWhere(source, scope, query, sql);
    const behind = position === undefined ? '' : ` and ${after(order, position.edge, sql)}`;
    const selected = Object.entries<string>(columns).map(([name, column]) => `${column} as "${name}"`);
    const edge = `array[${order.map((key) => `(${key.sql})::text`).join(', ')}]::text[] as "${edgeColumn}"`;
    const limit = `limit ${sql.add(page.limit + 1)}${page.offset ? ` offset ${sql.add(page.offset)}` : ''}`;
    const text = `select ${[...selected, edge].join(', ')} ${from}${behind} order by ${orderBy(order)} ${limit}`;
    const rows = await this.statements.objects<Row & Edged>(text, sql.values, kindOf(query));
    const { items, cursors } = cutPage(this.cursors, question, position, page, rows, (row) => row[edgeColumn]);
    return { items: items.map(withoutEdge<Row>), ...cursors };
  }

  /**
   * How many rows match, whatever the page; only those of the scope.
   * @throws DomainError list.invalid, query.too-slow
   */
  async count<Field extends string>(source: ListSource<Field>, scope: Scope, query: ListQuery<Field>): Promise<number> {
    const sql = new SqlParameters();
    const text = `select count(*) ${fromWhere(source, scope, query, sql)}`;
    const [row] = await this.statements.unnamed(text, sql.values, kindOf(query));
    return Number(row?.[0] ?? 0);
  }
}

interface Edged {
  readonly [edgeColumn]: Edge;
}

function withoutEdge<Row extends object>({ [edgeColumn]: _edge, ...row }: Row & Edged): Row {
  // The border: a row without the added column is the caller's row type again.
  return row as unknown as Row;
}

function fromWhere<Field extends string>(
  source: ListSource<Field>,
  scope: Scope,
  query: ListQuery<Field>,
  sql: SqlParameters,
): string {
  if (query.where.length > mostConditions) throw new DomainError('list.invalid', 'too many conditions');
  const from = typeof source.from === 'string' ? source.from : source.from(sql);
  const conditions = [scope(sql), ...query.where.map((condition) => compileCondition(source, condition, sql))];
  return `from ${from} where ${conditions.map((condition) => `(${condition})`).join(' and ')}`;
}

function kindOf<Field extends string>({ where, sort = [] }: ListQuery<Field>): StatementKind {
  return where.length === 0 && sort.length === 0 ? 'own' : 'asked';
}
