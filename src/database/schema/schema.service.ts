import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { planMigration, type PlannedMigration } from './migration-plan.js';
import { readSchemaState, type SchemaState } from './schema-state.js';

/** Which migrations were run, are pending, and belong to a newer program. */
@Injectable()
export class SchemaService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Reads, and changes nothing. */
  state(): Promise<SchemaState> {
    return readSchemaState(this.dataSource);
  }

  /** What the pending migrations would do, in their order. */
  async plan(): Promise<readonly PlannedMigration[]> {
    return planPending(this.dataSource, await this.state());
  }
}

/** What the pending migrations of a state would do, in their order; nothing is run. */
export function planPending(
  { migrations }: Pick<DataSource, 'migrations'>,
  { pending }: SchemaState,
): Promise<readonly PlannedMigration[]> {
  const named = new Map(migrations.map((migration) => [migration.name ?? migration.constructor.name, migration]));
  const found = pending.map((name) => named.get(name)).filter((migration) => migration !== undefined);
  return Promise.all(found.map(planMigration));
}
