import { type AuditEvent, AuditLogService } from '#audit';
import { type DoneBy, type NewUser, UsersService } from '#auth';
import { Clock } from '#config';
import { isTaken } from '#database';
import { DomainError, hasCode } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { nothingGranted } from './claim-rules.js';
import { ExternalIdentityEntity } from './external-identity.entity.js';
import { IdentityProvidersService } from './identity-providers.service.js';

const longestSubject = 255;

/** A person as a provider knows them. */
export interface ExternalIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly userId: number;
}

/** The same as its owner sees it. */
export interface OwnIdentity {
  /** Undefined: the provider was removed. */
  readonly provider: { readonly name: string; readonly title: string } | undefined;
  readonly issuer: string;
  readonly subject: string;
  readonly linkedAt: Date;
  readonly lastUsedAt: Date | undefined;
}

/** Which account a person of a provider signs in to: by issuer and subject, never by login or email. */
@Injectable()
export class ExternalIdentitiesService {
  constructor(
    @InjectRepository(ExternalIdentityEntity) private readonly identities: Repository<ExternalIdentityEntity>,
    private readonly providers: IdentityProvidersService,
    private readonly users: UsersService,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  async find(issuer: string, subject: string): Promise<ExternalIdentityEntity | undefined> {
    if (!isSubject(subject)) return undefined;
    return (await this.identities.findOneBy({ issuer, subject })) ?? undefined;
  }

  /** Of one account. */
  async listOf(userId: number): Promise<readonly ExternalIdentity[]> {
    const rows = await this.identities.find({ where: { userId }, order: { issuer: 'ASC', subject: 'ASC' } });
    return rows.map(({ issuer, subject, userId: id }) => ({ issuer, subject, userId: id }));
  }

  /** Of one account, with their providers. */
  async ownOf(userId: number): Promise<readonly OwnIdentity[]> {
    const rows = await this.identities.find({ where: { userId }, order: { issuer: 'ASC', subject: 'ASC' } });
    const providers = new Map((await this.providers.list()).map((one) => [one.issuer, one]));
    return rows.map(({ issuer, subject, linkedAt, usedAt }) => {
      const provider = providers.get(issuer);
      return {
        provider: provider && { name: provider.name, title: provider.title },
        issuer,
        subject,
        linkedAt,
        lastUsedAt: usedAt ?? undefined,
      };
    });
  }

  /**
   * Undoes what links an account to a provider; its owner calls. Of two at once that would leave no way in, one is refused.
   * @throws DomainError object.not-found (provider, or no such link); object.taken where it is the last way in: the account was
   *   made at a provider and has no password of its own, nor a passkey, nor another provider
   */
  async unlinkOwn(userId: number, providerName: string, by: DoneBy): Promise<void> {
    const { issuer } = await this.providers.get(providerName);
    await this.identities.manager.transaction(async (manager) => {
      // Two requests about one account come one after the other.
      await manager.query('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
      const { affected } = await manager.delete(ExternalIdentityEntity, { userId, issuer });
      if (affected === 0) throw new DomainError('object.not-found', 'no such link', { object: 'setting' });
      if (!(await this.users.hasOwnWayIn(userId, manager)) && !(await this.hasEnabled(manager, userId)))
        throw new DomainError('object.taken', 'the last way in', { object: 'setting', reason: 'last' });
      await this.audit.recordIn(manager, linked(userId, providerName, 'unlinked from', by));
    });
  }

  private async hasEnabled(manager: EntityManager, userId: number): Promise<boolean> {
    const [row] = await manager.query<{ found: boolean }[]>(
      `SELECT EXISTS (SELECT FROM external_identities e JOIN identity_providers p ON p.issuer = e.issuer AND p.enabled
         WHERE e.user_id = $1) AS found`,
      [userId],
    );
    return row?.found ?? false;
  }

  /**
   * Lets a person of a provider sign in to an account. The caller is its owner or an administrator.
   * @throws DomainError object.not-found (provider), account.not-found, object.invalid (subject), object.taken when the
   *   person has an account already
   */
  async link(userId: number, providerName: string, subject: string, by: DoneBy = {}): Promise<ExternalIdentity> {
    const { issuer } = await this.providers.get(providerName);
    await this.users.get(userId);
    if (!isSubject(subject))
      throw new DomainError('object.invalid', 'subject', { object: 'setting', field: 'subject' });
    try {
      await this.identities.manager.transaction(async (manager) => {
        await this.insert(manager, issuer, subject, userId);
        await this.audit.recordIn(manager, linked(userId, providerName, 'linked to', by));
      });
    } catch (error) {
      throw isTaken(error) ? new DomainError('object.taken', 'identity', { object: 'setting' }) : error;
    }
    return { issuer, subject, userId };
  }

  /** @returns false where there was no such link */
  async unlink(userId: number, providerName: string, subject: string, by: DoneBy = {}): Promise<boolean> {
    const { issuer } = await this.providers.get(providerName);
    const rows = await this.audit.recordWith(
      this.identities.manager,
      'DELETE FROM external_identities WHERE issuer = $1 AND subject = $2 AND user_id = $3 RETURNING user_id',
      [issuer, subject, userId],
      linked(userId, providerName, 'unlinked from', by),
    );
    return rows.length > 0;
  }

  /**
   * An account for a person who has none, with a password that nobody knows. Of two first sign-ins at once, one makes it.
   * @throws DomainError login.taken, account.invalid (login): an account that has the login is never taken over
   */
  async createAccount(
    providerName: string,
    issuer: string,
    subject: string,
    draft: NewUser,
    by: DoneBy,
  ): Promise<ExternalIdentityEntity> {
    if (!isSubject(subject)) throw new DomainError('account.invalid', 'subject', { reason: 'subject' });
    try {
      await this.users.create({ ...draft, withoutPassword: true }, by, async (manager, userId) => {
        await this.insert(manager, issuer, subject, userId);
        await this.audit.recordIn(manager, linked(userId, providerName, 'linked to', by));
      });
    } catch (error) {
      // The other first sign-in was faster.
      const made = hasCode(error, 'login.taken') ? await this.find(issuer, subject) : undefined;
      if (made === undefined) throw error;
      return made;
    }
    return this.identities.findOneByOrFail({ issuer, subject });
  }

  async touch({ issuer, subject }: ExternalIdentityEntity): Promise<void> {
    await this.identities.update({ issuer, subject }, { usedAt: this.clock.now() });
  }

  private async insert(manager: EntityManager, issuer: string, subject: string, userId: number): Promise<void> {
    await manager.insert(ExternalIdentityEntity, {
      issuer,
      subject,
      userId,
      granted: { ...nothingGranted },
      linkedAt: this.clock.now(),
      usedAt: null,
    });
  }
}

/** `sub` has at most 255 ASCII characters (OpenID Connect Core §2). */
function isSubject(text: string): boolean {
  return text !== '' && text.length <= longestSubject && /^[\x20-\x7e]+$/.test(text);
}

function linked(userId: number, provider: string, deed: string, by: DoneBy): AuditEvent {
  return { event: 'authz_change', subject: `user:${userId}`, reason: `${deed} provider:${provider}`, ...by };
}
