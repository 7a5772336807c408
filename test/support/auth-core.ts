import { type INestApplicationContext, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditLogService } from '#audit';
import { AuthModule, type Origin } from '#auth';
import { ConfigModule, parseConfig, Vault } from '#config';
import { DatabaseModule } from '#database';
import { DataSource } from 'typeorm';
import { coreLogger } from './core-logger.js';
import { ManualClock } from './clock.js';
import type { TestDatabase } from './database.js';

export const origin: Origin = { dialect: 'test', ip: '192.0.2.1', userAgent: 'vitest', requestId: 'request-1' };

@Module({})
class AuthCoreModule {}

/** The auth module alone over a database: no APIs, no server. */
export async function openAuth(
  database: TestDatabase,
  environment: Readonly<Record<string, string>> = {},
  clock = new ManualClock(),
): Promise<{ readonly app: INestApplicationContext; readonly clock: ManualClock; readonly dataSource: DataSource }> {
  const config = parseConfig({
    PUBLIC_URL: 'http://camgate.test',
    CAMGATE_SECRET: 'the master secret of the tests, 32+ characters',
    RATE_LIMIT_LOGINS_PER_MINUTE: '0',
    ...environment,
  });
  const core: DynamicModule = {
    module: AuthCoreModule,
    imports: [
      ConfigModule.with(config, clock, new Vault(config.secret ?? '')),
      DatabaseModule.at(database.url),
      AuthModule,
    ],
  };
  const app = await NestFactory.createApplicationContext(core, { logger: coreLogger('error'), abortOnError: false });
  return { app, clock, dataSource: app.get(DataSource) };
}

/** What the audit log holds, oldest first. */
export async function auditedEvents(app: INestApplicationContext): Promise<readonly string[]> {
  await app.get(AuditLogService).flush();
  const rows = await app.get(DataSource).query<{ event: string }[]>('SELECT event FROM audit_events ORDER BY id');
  return rows.map(({ event }) => event);
}
