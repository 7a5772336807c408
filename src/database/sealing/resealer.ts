import { Injectable } from '@nestjs/common';
import { Vault, VaultError } from '#config';
import { DataSource, type EntityManager } from 'typeorm';
import { keyTypes, type SealedColumn, sealedColumns } from './sealed-columns.js';

/** How a column stands, or stood at the end: of all its texts under older secrets. */
export interface ResealCount {
  readonly table: string;
  readonly column: string;
  /** Sealed anew by this run. */
  readonly resealed: number;
  /** Under a secret that CAMGATE_SECRET does not hold, or altered; they are left as they are. */
  readonly unreadable: number;
}

interface Row {
  readonly id: string;
  readonly bound: string;
  readonly sealed: string;
}

const rowsAtOnce = 500;
/** Texts that the sealing secret did not seal; the parameter is its key id. An empty text is a deleted one. */
const isOlder = (column: string): string => `${column} <> '' AND split_part(${column}, '.', 2) <> $1`;

/**
 * Seals everything anew that an older master secret sealed. Each batch is a transaction, and what is done is no longer found:
 * an interrupted run goes on where it was, a repeated one does nothing, and several share the work.
 */
@Injectable()
export class Resealer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
  ) {}

  /** How many texts are under older secrets. */
  async remaining(): Promise<number> {
    let count = 0;
    for (const { table, column } of sealedColumns) {
      const [row] = await this.dataSource.query<{ count: string }[]>(
        `SELECT count(*) FROM ${table} WHERE ${isOlder(column)}`,
        [this.vault.keyId],
      );
      count += Number(row?.count ?? 0);
    }
    return count;
  }

  /** @param progressed is told how many texts were sealed anew since the last call */
  async run(progressed: (rows: number) => void = () => undefined): Promise<readonly ResealCount[]> {
    const counts: ResealCount[] = [];
    for (const sealedColumn of sealedColumns) counts.push(await this.resealColumn(sealedColumn, progressed));
    if ((await this.remaining()) === 0)
      await this.dataSource.query('DELETE FROM sealing_keys WHERE key_id <> $1', [this.vault.keyId]);
    return counts;
  }

  private async resealColumn(at: SealedColumn, progressed: (rows: number) => void): Promise<ResealCount> {
    let [resealed, unreadable] = [0, 0];
    let after: string | undefined;
    do {
      const batch = await this.dataSource.transaction((manager) => this.resealSome(manager, at, after));
      resealed += batch.resealed;
      unreadable += batch.unreadable;
      ({ last: after } = batch);
      if (batch.resealed > 0) progressed(batch.resealed);
    } while (after !== undefined);
    return { table: at.table, column: at.column, resealed, unreadable };
  }

  /** The rows stay locked until they are written, so that a change at the same moment is not overwritten. */
  private async resealSome(
    manager: EntityManager,
    { table, column, id, boundTo }: SealedColumn,
    after: string | undefined,
  ): Promise<{ readonly resealed: number; readonly unreadable: number; readonly last: string | undefined }> {
    const type = keyTypes[id];
    const rows = await manager.query<Row[]>(
      `SELECT ${id}::text AS id, ${boundTo}::text AS bound, ${column} AS sealed FROM ${table}
       WHERE ${isOlder(column)} AND ($2::text IS NULL OR ${id} > $2::text::${type})
       ORDER BY ${table}.${id} LIMIT ${rowsAtOnce} FOR NO KEY UPDATE`,
      [this.vault.keyId, after ?? null],
    );
    const anew = rows.flatMap(({ id: row, bound, sealed }) => {
      const text = this.reseal(sealed, `${table}.${column}:${bound}`);
      return text === undefined ? [] : [{ row, text }];
    });
    await manager.query(
      `UPDATE ${table} SET ${column} = anew.sealed
       FROM unnest($1::text[], $2::text[]) AS anew (id, sealed) WHERE ${table}.${id} = anew.id::${type}`,
      [anew.map(({ row }) => row), anew.map(({ text }) => text)],
    );
    return { resealed: anew.length, unreadable: rows.length - anew.length, last: rows.at(-1)?.id };
  }

  private reseal(sealed: string, place: string): string | undefined {
    try {
      return this.vault.seal(this.vault.open(sealed, place), place);
    } catch (error) {
      if (error instanceof VaultError) return undefined;
      throw error;
    }
  }
}
