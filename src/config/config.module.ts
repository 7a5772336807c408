import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { Vault } from './vault.js';

/** The settings, the clock and the vault; `AppModule` provides them once. */
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
