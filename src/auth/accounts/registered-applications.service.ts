import { DomainError } from '#errors';
import { isReference } from '#database';
import { columnsOf, fieldsOf, type ListPage, type ListQuery, type ListSource, ListsService, type Page } from '#lists';
import type { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { type Caller, isAdministrator, isSuperuser } from '../caller.js';
import { ApplicationEntity } from './application.entity.js';
import {
  type Application,
  type ApplicationChange,
  ApplicationsService,
  type NewApplication,
  toApplication,
} from './applications.service.js';
import type { ClientRegistration, NewRegistration } from './client-registration.js';
import { doneBy } from './done-by.js';

export type ApplicationField = 'id' | 'clientId' | 'name' | 'level' | 'owner' | 'organizationId' | 'createdAt';

const source: ListSource<ApplicationField> = {
  name: 'applications',
  from: 'applications a',
  fields: fieldsOf(columnsOf(ApplicationEntity), 'a', [
    'id',
    'clientId',
    'name',
    'level',
    'owner',
    'organizationId',
    'createdAt',
  ]),
  key: 'id',
  unique: ['clientId'],
  search: ['name', 'owner', 'clientId'],
};

/**
 * Applications with everything they are registered for. Administrators manage all of them. Whoever else may manage
 * applications reaches none of level admin, none of another organization and none that acts for people: a new secret of
 * such a one would raise their own rights. A revoked application is gone; the audit log has its history.
 */
@Injectable()
export class RegisteredApplicationsService {
  constructor(
    @InjectRepository(ApplicationEntity) private readonly rows: Repository<ApplicationEntity>,
    private readonly applications: ApplicationsService,
    private readonly lists: ListsService,
  ) {}

  /** @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: Caller, query: ListQuery<ApplicationField>, page: Page): Promise<ListPage<Application>> {
    const { items, ...cursors } = await this.lists.page<ApplicationField, { readonly id: number }>(
      source,
      { id: 'a.id' },
      reachedBy(caller),
      query,
      page,
    );
    const rows = await this.rows.findBy({ id: In(items.map(({ id }) => id)) });
    const byId = new Map(rows.map((row) => [row.id, toApplication(row)]));
    return { items: items.flatMap(({ id }) => byId.get(id) ?? []), ...cursors };
  }

  async count(caller: Caller, query: ListQuery<ApplicationField>): Promise<number> {
    return this.lists.count(source, reachedBy(caller), query);
  }

  /** @throws DomainError account.not-found */
  async get(caller: Caller, clientId: string): Promise<Application> {
    const application = await this.applications.get(clientId);
    if (application.revoked || !isWithinReach(caller, application)) throw new DomainError('account.not-found');
    return application;
  }

  /**
   * The application of anybody but an administrator belongs to their organization, and acts for nobody but itself.
   * @returns no secret for one that authenticates without
   * @throws DomainError permission.missing; account.invalid (the field, organizationId too), client-id.taken, scope.invalid
   */
  async create(
    caller: Caller,
    given: NewApplication,
    registration: NewRegistration,
  ): Promise<{ readonly application: Application; readonly clientSecret: string | undefined }> {
    const own = caller.kind === 'application' ? caller.organizationId : undefined;
    const organizationId = isAdministrator(caller) ? given.organizationId : own;
    const isElsewhere = given.organizationId !== undefined && given.organizationId !== organizationId;
    const isWider = given.level === 'admin' || isElsewhere || given.clientId !== undefined;
    if (isWider || Object.keys(registration).length > 0) assertAdministrator(caller);
    return this.applications
      .register({ ...given, organizationId }, registration, doneBy(caller))
      .catch((error: unknown) => {
        if (!isReference(error)) throw error;
        throw new DomainError('account.invalid', 'no such organization', { reason: 'organizationId' });
      });
  }

  /** @throws DomainError account.not-found, permission.missing; as `ApplicationsService.update` */
  async update(caller: Caller, clientId: string, change: ApplicationChange): Promise<Application> {
    await this.get(caller, clientId);
    if (change.level === 'admin' || Object.keys(change.registration ?? {}).length > 0) assertAdministrator(caller);
    return this.applications.update(clientId, change, doneBy(caller));
  }

  /** @throws DomainError account.not-found; account.invalid (client-secret) for one without a secret */
  async rotate(caller: Caller, clientId: string, overlapSeconds: number): Promise<{ readonly clientSecret: string }> {
    await this.get(caller, clientId);
    return this.applications.rotate(clientId, overlapSeconds, doneBy(caller));
  }

  /** Ends it and all its tokens. @throws DomainError account.not-found */
  async revoke(caller: Caller, clientId: string): Promise<void> {
    await this.get(caller, clientId);
    await this.applications.revoke(clientId, doneBy(caller));
  }
}

function assertAdministrator(caller: Caller): void {
  if (!isAdministrator(caller)) throw new DomainError('permission.missing', 'for administrators', { reason: 'admin' });
}

function reachedBy(caller: Caller): (sql: SqlParameters) => string {
  return (sql) => {
    if (isAdministrator(caller)) return 'a.revoked_at is null';
    const plain = `a.revoked_at is null and a.level <> 'admin' and a.grants is null and a.auth_method is null
      and not a.first_party and a.resources = '{}'`;
    if (isSuperuser(caller)) return plain;
    const organization = caller.kind === 'application' ? (caller.organizationId ?? null) : null;
    return `${plain} and (a.organization_id is null or a.organization_id = ${sql.add(organization)}::integer)`;
  };
}

/** The same about one that is read already. */
function isWithinReach(caller: Caller, { level, organizationId, registration }: Application): boolean {
  if (isAdministrator(caller)) return true;
  if (level === 'admin' || !isPlain(registration)) return false;
  if (isSuperuser(caller) || organizationId === undefined) return true;
  return caller.kind === 'application' && caller.organizationId === organizationId;
}

/** It gets tokens for itself only, with its secret. */
function isPlain({ grants, authMethod, firstParty, resources }: ClientRegistration): boolean {
  return grants.join() === 'client_credentials' && authMethod === undefined && !firstParty && resources.length === 0;
}
