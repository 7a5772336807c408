import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from './data-source.options.js';
import { Lists } from './lists/lists.js';

/** The connection to PostgreSQL that all rooms share. */
@Module({})
export class DatabaseModule {
  /** @param url of a database whose schema is up to date (`migrate`) */
  static at(url: string): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [Lists],
      exports: [Lists],
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url), retryAttempts: 0 })],
    };
  }
}
