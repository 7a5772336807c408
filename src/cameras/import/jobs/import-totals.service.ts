import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ImportStatus } from './import-job.js';

/** The imports of one status that are kept. */
export interface ImportTotal {
  readonly status: ImportStatus;
  readonly jobs: number;
  /** Rows that they have done. */
  readonly rows: number;
}

/** How imports fare, for operators. */
@Injectable()
export class ImportTotalsService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async totals(): Promise<readonly ImportTotal[]> {
    return this.dataSource.query<ImportTotal[]>(
      `select status, count(*)::integer as jobs, coalesce(sum(rows_done), 0)::float8 as rows from imports group by status`,
    );
  }

  /** How many ended in failure in the last days. */
  async failed(days: number): Promise<number> {
    const [row] = await this.dataSource.query<{ failed: number }[]>(
      `select count(*)::integer as failed from imports
       where status = 'failed' and finished_at > now() - make_interval(days => $1::integer)`,
      [days],
    );
    return row?.failed ?? 0;
  }
}
