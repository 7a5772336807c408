import { NestFactory } from '@nestjs/core';
import { type DynamicModule, Module, type INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AccessModule, type MembershipFlags, OrganizationsService } from '#access';
import { type AccessLevel, type ApplicationCaller, permissions, type UserCaller } from '#auth';
import { CamerasService, CamerasModule } from '#cameras';
import { type Clock, ConfigModule, parseConfig, SystemClock, Vault } from '#config';
import { DatabaseModule, StatementBounds } from '#database';
import { coreLogger } from './core-logger.js';
import { cloneDatabase } from './database.js';

@Module({ imports: [AccessModule, CamerasModule] })
class CoreModule {}

/** The core modules on a database of their own, without an API. */
export interface Registry {
  readonly cameras: CamerasService;
  readonly organizations: OrganizationsService;
  readonly dataSource: DataSource;
  readonly url: string;
  readonly vault: Vault;
  readonly context: INestApplicationContext;
  /** A user who is a member of these organizations. */
  user(
    memberships?: Readonly<Record<number, MembershipFlags>>,
    details?: { isAdmin?: boolean; accessLevel?: AccessLevel },
  ): Promise<UserCaller>;
  close(): Promise<void>;
}

/** @param other the database of another registry, with a shorter bound for each statement */
export async function openRegistry(
  clock: Clock = new SystemClock(),
  other?: { readonly url: string; readonly statementTimeoutMilliseconds: number },
): Promise<Registry> {
  const database = other ? { url: other.url, drop: async () => undefined } : await cloneDatabase();
  const vault = new Vault('a master secret of the tests, long enough');
  const context = await NestFactory.createApplicationContext(
    {
      module: CoreModule,
      imports: [ConfigModule.with(parseConfig({}), clock, vault), connectionTo(database.url, other)],
    },
    { logger: coreLogger('error'), abortOnError: false },
  );
  const dataSource = context.get(DataSource);
  const organizations = context.get(OrganizationsService);
  return {
    cameras: context.get(CamerasService),
    organizations,
    dataSource,
    url: database.url,
    vault,
    context,
    user: async (memberships = {}, details = {}) => {
      // No login begins as the number does that stands for a login: `user-6`.
      const login = `person-${randomUUID()}`;
      const subject = randomUUID();
      const accessLevel = details.isAdmin ? 'admin' : (details.accessLevel ?? 'generic');
      const [{ id }] = await dataSource.query<[{ id: number }]>(
        'insert into users (login, subject, access_level) values ($1, $2, $3) returning id',
        [login, subject, accessLevel],
      );
      for (const [organizationId, flags] of Object.entries(memberships))
        await organizations.addMember(Number(organizationId), id, flags);
      return { kind: 'user', userId: id, subject, login, accessLevel, permissions: new Set(permissions) };
    },
    close: async () => {
      await context.close();
      await database.drop();
    },
  };
}

/** A program as the auth module describes it. */
export function application(details: Partial<ApplicationCaller> = {}): ApplicationCaller {
  return {
    kind: 'application',
    applicationId: 1,
    clientId: 'test',
    name: 'test',
    level: 'user',
    organizationId: undefined,
    permissions: new Set(details.level === 'admin' ? permissions : ['cameras:read', 'cameras:live']),
    ...details,
  };
}

function connectionTo(url: string, bound?: { readonly statementTimeoutMilliseconds: number }): DynamicModule {
  const milliseconds = bound?.statementTimeoutMilliseconds;
  return DatabaseModule.at(
    url,
    milliseconds === undefined ? undefined : new StatementBounds(milliseconds, milliseconds),
  );
}
