import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { inject } from 'vitest';
import { createApp } from '../../src/bootstrap/create-app.js';
import { parseConfig } from '../../src/config/config.js';
import { Vault } from '../../src/config/vault.js';
import { DatabaseSession, findSession } from '../../src/database/database-session.js';
import { ManualClock } from './clock.js';
import { cloneDatabase } from './database.js';

export interface TestServer {
  /** `http://127.0.0.1:<free port>` */
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly clock: ManualClock;
  readonly databaseUrl: string;
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

export const systemApiKey = 'system-key-of-the-tests-0123456789abcdef';

/** The real server on a free port, over a database of its own. */
export async function openServer(environment: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const database = await cloneDatabase();
  const config = parseConfig({
    PORT: '0',
    PUBLIC_URL: 'http://camgate.test',
    DATABASE_URL: throughPooler(database.url),
    CAMGATE_SECRET: 'the master secret of the tests, 32+ characters',
    CAMGATE_SYSTEM_API_KEY: systemApiKey,
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    ...environment,
  });
  const clock = new ManualClock();
  const vault = new Vault(config.secret ?? '');
  const databaseUrl = config.databaseUrl ?? database.url;
  const session = databaseUrl === database.url ? DatabaseSession.of(databaseUrl) : await findSession(databaseUrl);
  const app = await createApp({ config, databaseUrl, session, vault, clock });
  await app.listen({ host: '127.0.0.1', port: config.port });
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    url,
    app,
    clock,
    databaseUrl: database.url,
    dataSource: app.get(DataSource),
    close: async () => {
      clock.home();
      await app.close();
      await database.drop();
    },
  };
}

/** `npm run test:services` puts a PgBouncer in transaction mode before the application's database. */
function throughPooler(url: string): string {
  const host = inject('poolerHost');
  if (host === undefined) return url;
  const address = new URL(url);
  address.host = host;
  return address.toString();
}
