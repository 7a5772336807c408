import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { ConfigModule, parseConfig, Vault } from '#config';
import { DatabaseModule } from '#database';
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { coreLogger } from './core-logger.js';
import { ManualClock } from './clock.js';
import { cloneDatabase } from './database.js';

@Module({})
class CoreModule {}

/** The core without APIs, over a database of its own. */
export async function openCore(
  more: NonNullable<DynamicModule['imports']> = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly app: INestApplicationContext; close(): Promise<void> }> {
  const database = await cloneDatabase();
  const config = parseConfig({
    PUBLIC_URL: 'http://camgate.test',
    CAMGATE_SECRET: 'the master secret of the tests, 32+ characters',
    ...environment,
  });
  const runtime = ConfigModule.with(config, new ManualClock(), new Vault(config.secret ?? ''));
  const imports = [runtime, DatabaseModule.at(database.url), AuthModule, AccessModule, CamerasModule, ...more];
  const app = await NestFactory.createApplicationContext(
    { module: CoreModule, imports },
    { logger: coreLogger('error', 'warn'), abortOnError: false },
  );
  return {
    app,
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
