import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuditModule } from '#audit';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ConfigModule } from '#config';
import { FederationModule } from '#federation';
import { DatabaseModule } from '#database';
import type { Runtime } from '../bootstrap/runtime.js';

/** The core modules without dialects: the command line calls the core directly. */
@Module({})
export class CommandLineModule {
  static on({ config, clock, vault, databaseUrl, session }: Runtime): DynamicModule {
    return {
      module: CommandLineModule,
      imports: [
        ConfigModule.with(config, clock, vault),
        DatabaseModule.at(databaseUrl, undefined, session),
        AuditModule,
        AuthModule,
        AccessModule,
        FederationModule,
        CamerasModule,
      ],
    };
  }
}
