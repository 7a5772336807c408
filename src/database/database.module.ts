import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdvisoryLocks } from './advisory-locks.js';
import { dataSourceOptions } from './data-source.options.js';
import { DatabaseHealth } from './database-health.js';
import { DatabaseLoad } from './database-load.js';
import { DatabaseLocation } from './database-location.js';
import { DirectConnection } from './direct-connection.js';
import { DatabaseSession } from './database-session.js';
import { SchemaService } from './schema/schema.service.js';
import { Resealer } from './sealing/resealer.js';
import { StatementBounds } from './statement-bounds.js';
import { Statements } from './statements.js';

/** The connection to PostgreSQL that all modules share. */
@Module({})
export class DatabaseModule {
  /** @param url of a database whose schema is up to date (`migrate`) */
  static at(
    url: string,
    bounds: StatementBounds = new StatementBounds(),
    session: DatabaseSession = DatabaseSession.of(url),
  ): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        AdvisoryLocks,
        Statements,
        DatabaseHealth,
        DatabaseLoad,
        DirectConnection,
        Resealer,
        SchemaService,
        { provide: StatementBounds, useValue: bounds },
        { provide: DatabaseSession, useValue: session },
        { provide: DatabaseLocation, useValue: new DatabaseLocation(url) },
      ],
      exports: [
        AdvisoryLocks,
        Statements,
        DatabaseHealth,
        DatabaseLoad,
        DatabaseLocation,
        DirectConnection,
        Resealer,
        SchemaService,
      ],
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url, bounds, session), retryAttempts: 0 })],
    };
  }
}
