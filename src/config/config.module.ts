import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { Vault } from './vault.js';

/** What the house stands on: the settings, the clock, the vault. `app.module.ts` gives them once. */
@Module({})
export class ConfigModule {
  static with(config: Config, clock: Clock, vault: Vault): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: Config, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: Vault, useValue: vault },
      ],
      exports: [Config, Clock, Vault],
    };
  }
}
