import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type MembershipFlags, OrganizationsService } from '#access';
import { type AccessLevel, permissions, system, type UserCaller } from '#auth';
import { CamerasService } from '#cameras';
import { ConfigModule, parseConfig, Vault } from '#config';
import { DatabaseModule } from '#database';
import { LayoutsModule } from '#layouts';
import { NotificationsModule } from '#notifications';
import { coreLogger } from './core-logger.js';
import { ManualClock } from './clock.js';
import { cloneDatabase } from './database.js';

@Module({})
class LayoutsTestModule {}

/** Layouts, notifications and the modules below them on a database of their own, without an API. */
export interface LayoutsContext {
  readonly app: INestApplicationContext;
  readonly clock: ManualClock;
  readonly dataSource: DataSource;
  /** A private organization and a camera in it for each name. */
  organization(title: string, ...cameras: readonly string[]): Promise<number>;
  user(memberships?: Readonly<Record<number, MembershipFlags>>, accessLevel?: AccessLevel): Promise<UserCaller>;
  close(): Promise<void>;
}

export async function openLayoutsContext(): Promise<LayoutsContext> {
  const database = await cloneDatabase();
  const clock = new ManualClock();
  const runtime: DynamicModule[] = [
    ConfigModule.with(parseConfig({}), clock, new Vault('a master secret of the tests, long enough')),
    DatabaseModule.at(database.url),
  ];
  const app = await NestFactory.createApplicationContext(
    { module: LayoutsTestModule, imports: [...runtime, LayoutsModule, NotificationsModule] },
    { logger: coreLogger('error'), abortOnError: false },
  );
  const dataSource = app.get(DataSource);
  const organizations = app.get(OrganizationsService, { strict: false });
  const cameras = app.get(CamerasService, { strict: false });
  return {
    app,
    clock,
    dataSource,
    organization: async (title, ...names) => {
      const { id } = await organizations.createWithoutOwner({ title, isPublic: false });
      for (const name of names)
        await cameras.create(system, { name, organizationId: id, title: `Camera ${name}`, latitude: 1, longitude: 2 });
      return id;
    },
    user: async (memberships = {}, accessLevel = 'generic') => {
      // No login begins as the number does that stands for a login: `user-6`.
      const login = `person-${randomUUID()}`;
      const subject = randomUUID();
      const [{ id }] = await dataSource.query<[{ id: number }]>(
        'insert into users (login, subject, access_level) values ($1, $2, $3) returning id',
        [login, subject, accessLevel],
      );
      for (const [organizationId, flags] of Object.entries(memberships))
        await organizations.addMember(Number(organizationId), id, flags);
      return { kind: 'user', userId: id, subject, login, accessLevel, permissions: new Set(permissions) };
    },
    close: async () => {
      clock.home();
      await app.close();
      await database.drop();
    },
  };
}
