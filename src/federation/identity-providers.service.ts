import { type AuditEvent, AuditLogService } from '#audit';
import type { DoneBy } from '#auth';
import { Clock, Vault } from '#config';
import { isTaken } from '#database';
import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { IdentityProviderEntity } from './identity-provider.entity.js';
import { checkDraft, type IdentityProvider, type IdentityProviderDraft, isProviderName } from './identity-provider.js';

const most = 50;
const rememberMilliseconds = 5_000;

/** What a sign-in page shows of a provider. */
export interface ProviderButton {
  readonly name: string;
  readonly title: string;
}

/** The external providers at which people may sign in. Whoever calls checks the permission. */
@Injectable()
export class IdentityProvidersService {
  private remembered: { readonly value: readonly ProviderButton[]; readonly readAt: number } | undefined;

  constructor(
    @InjectRepository(IdentityProviderEntity) private readonly providers: Repository<IdentityProviderEntity>,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError object.invalid (setting; the field), object.taken (name or issuer), limit.reached */
  async create(
    name: string,
    draft: IdentityProviderDraft & { readonly issuer: string; readonly clientId: string },
    by: DoneBy = {},
  ): Promise<IdentityProvider> {
    if (!isProviderName(name))
      throw new DomainError('object.invalid', 'provider name', { object: 'setting', field: 'name' });
    const given = checkDraft(draft);
    if ((await this.providers.count()) >= most)
      throw new DomainError('limit.reached', 'providers', { object: 'setting' });
    const row = this.providers.create({
      name,
      title: draft.title ?? name,
      issuer: draft.issuer,
      clientId: draft.clientId,
      secretSealed: draft.clientSecret ? this.vault.seal(draft.clientSecret, placeOf(name)) : null,
      scope: draft.scope ?? 'openid profile email',
      loginClaim: draft.loginClaim ?? null,
      makesAccounts: draft.makesAccounts ?? false,
      enabled: draft.enabled ?? true,
      rules: given.rules ?? [],
      trustedAmr: [...(draft.trustedAmr ?? ['mfa'])],
      trustedAcr: [...(draft.trustedAcr ?? [])],
      version: 1,
      changedAt: this.clock.now(),
    });
    await this.write(() =>
      this.providers.manager.transaction(async (manager) => {
        await manager.insert(IdentityProviderEntity, row);
        await this.audit.recordIn(manager, changed(name, 'created', by));
      }),
    );
    return toProvider(row);
  }

  /** By name. */
  async list(): Promise<readonly IdentityProvider[]> {
    const rows = await this.providers.find({ order: { name: 'ASC' } });
    return rows.map(toProvider);
  }

  /** @throws DomainError object.not-found (setting) */
  async get(name: string): Promise<IdentityProvider> {
    return toProvider(await this.row(name));
  }

  /**
   * The issuer stays: the people of a provider are known by it.
   * @param expectedVersion the version that the caller knows; undefined: whatever it is now
   * @throws DomainError object.not-found, object.invalid (setting; the field), object.changed
   */
  async change(
    name: string,
    draft: Omit<IdentityProviderDraft, 'issuer'>,
    by: DoneBy = {},
    expectedVersion?: number,
  ): Promise<IdentityProvider> {
    const { clientSecret, ...given } = checkDraft(draft);
    const columns = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const secret =
      clientSecret === undefined
        ? {}
        : { secretSealed: clientSecret === null ? null : this.vault.seal(clientSecret, placeOf(name)) };
    await this.row(name);
    await this.providers.manager.transaction(async (manager) => {
      await this.assertVersion(manager, name, expectedVersion);
      const counted = { changedAt: this.clock.now(), version: () => 'version + 1' };
      await manager.update(IdentityProviderEntity, { name }, { ...columns, ...secret, ...counted });
      const fields = Object.entries(draft).flatMap(([field, value]) => (value === undefined ? [] : [field]));
      await this.audit.recordIn(manager, changed(name, `changed: ${fields.join(' ')}`, by));
    });
    this.remembered = undefined;
    return this.get(name);
  }

  /**
   * Removes it; the accounts of its people and what its claims gave them stay.
   * @param expectedVersion as `change` takes it
   * @throws DomainError object.not-found (setting), object.changed
   */
  async remove(name: string, by: DoneBy = {}, expectedVersion?: number): Promise<void> {
    await this.row(name);
    await this.providers.manager.transaction(async (manager) => {
      await this.assertVersion(manager, name, expectedVersion);
      await manager.delete(IdentityProviderEntity, { name });
      await this.audit.recordIn(manager, changed(name, 'removed', by));
    });
    this.remembered = undefined;
  }

  /** Those that are enabled, by title; at most 5 s old on other instances. */
  async buttons(): Promise<readonly ProviderButton[]> {
    const now = this.clock.now().getTime();
    if (this.remembered !== undefined && now - this.remembered.readAt < rememberMilliseconds)
      return this.remembered.value;
    const rows = await this.providers.find({ where: { enabled: true }, order: { title: 'ASC', name: 'ASC' } });
    const value = rows.map(({ name, title }) => ({ name, title }));
    this.remembered = { value, readAt: now };
    return value;
  }

  /** Locks the row, so that the version stays until it is written. */
  private async assertVersion(manager: EntityManager, name: string, expected: number | undefined): Promise<void> {
    const [row] = await manager.query<{ version: number }[]>(
      'SELECT version FROM identity_providers WHERE name = $1 FOR UPDATE',
      [name],
    );
    if (row === undefined) throw new DomainError('object.not-found', 'provider', { object: 'setting' });
    if (expected !== undefined && row.version !== expected)
      throw new DomainError('object.changed', `version ${row.version}`, { object: 'setting' });
  }

  private async row(name: string): Promise<IdentityProviderEntity> {
    const row = isProviderName(name) ? await this.providers.findOneBy({ name }) : null;
    if (row === null) throw new DomainError('object.not-found', 'provider', { object: 'setting' });
    return row;
  }

  private async write(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw isTaken(error) ? new DomainError('object.taken', 'provider', { object: 'setting' }) : error;
    }
    this.remembered = undefined;
  }
}

/** What a provider's client secret is sealed for. */
export function placeOf(name: string): string {
  return `identity_providers.secret_sealed:${name}`;
}

function changed(name: string, reason: string, by: DoneBy): AuditEvent {
  return { event: 'settings_changed', subject: `provider:${name}`, reason, ...by };
}

function toProvider(row: IdentityProviderEntity): IdentityProvider {
  const { name, title, issuer, clientId, secretSealed, scope, loginClaim, makesAccounts, enabled, rules } = row;
  return {
    name,
    title,
    issuer,
    clientId,
    hasSecret: secretSealed !== null,
    scope,
    loginClaim: loginClaim ?? undefined,
    makesAccounts,
    enabled,
    rules,
    trustedAmr: row.trustedAmr,
    trustedAcr: row.trustedAcr,
    version: row.version,
  };
}
