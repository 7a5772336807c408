import { DomainError, notFound } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type AuditEvent, AuditLogService } from '#audit';
import { Clock } from '#config';
import { Repository } from 'typeorm';
import type { DoneBy } from '../accounts/done-by.js';
import { markedSecret } from '../accounts/marked-secret.js';
import { digest } from '../accounts/secrets.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import { AppPasswordEntity } from './app-password.entity.js';

/** A password for one program; never the password itself. */
export interface AppPassword {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
}

const limit = 20;
const nameLimit = 100;

/** Passwords for programs that know nothing but login and password: Watcher's clients and scripts with Basic. */
@Injectable()
export class AppPasswordsService {
  constructor(
    @InjectRepository(AppPasswordEntity) private readonly rows: Repository<AppPasswordEntity>,
    private readonly revocations: RevocationsService,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** By id, at most 20. */
  async list(userId: number): Promise<readonly AppPassword[]> {
    const rows = await this.rows.find({ where: { userId }, order: { id: 'ASC' }, take: limit });
    return rows.map(toAppPassword);
  }

  /**
   * @returns the password, too; it cannot be read again
   * @throws DomainError object.invalid (app-password: name, limit)
   */
  async create(
    userId: number,
    given: string,
    by: DoneBy,
  ): Promise<{ readonly appPassword: AppPassword; readonly password: string }> {
    const name = given.trim();
    if (name === '' || name.length > nameLimit || /\p{Cc}/u.test(name) || !name.isWellFormed())
      throw new DomainError('object.invalid', 'a name', { object: 'app-password', reason: 'name' });
    const password = markedSecret('cga');
    const row = this.rows.create({
      userId,
      name,
      hash: digest(password),
      createdAt: this.clock.now(),
      lastUsedAt: null,
    });
    await this.rows.manager.transaction(async (manager) => {
      await manager.query('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
      if ((await manager.countBy(AppPasswordEntity, { userId })) >= limit)
        throw new DomainError('object.invalid', 'too many', { object: 'app-password', reason: 'limit' });
      await manager.insert(AppPasswordEntity, row);
      await this.audit.recordIn(manager, {
        event: 'apikey_created',
        subject: `user:${userId}`,
        reason: 'app password',
        ...by,
      });
    });
    return { appPassword: toAppPassword(row), password };
  }

  /** Ends it with the sessions that it began. @throws DomainError object.not-found (app-password) */
  async remove(userId: number, id: number, by: DoneBy): Promise<void> {
    await this.rows.manager.transaction(async (manager) => {
      const { affected } = await manager.delete(AppPasswordEntity, { id, userId });
      if (affected !== 1) notFound('app-password', String(id));
      const [ended] = await manager.query<[{ id: string }[], number]>(
        `UPDATE sessions SET ended_at = $2, end_reason = 'app-password'
         WHERE app_password_id = $1 AND ended_at IS NULL RETURNING id`,
        [id, this.clock.now()],
      );
      const event: AuditEvent = { event: 'apikey_revoked', subject: `user:${userId}`, reason: 'app password', ...by };
      await this.audit.recordIn(manager, event);
      await this.revocations.record(
        manager,
        'session',
        ended.map((session) => session.id),
      );
    });
  }

  /** The id of an account's app password; undefined for anything else. Notes that it was used, once a minute. */
  async find(userId: number, password: string): Promise<number | undefined> {
    const row = await this.rows.findOneBy({ userId, hash: digest(password) });
    if (row === null) return undefined;
    const now = this.clock.now();
    if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) > 60_000)
      await this.rows.update({ id: row.id }, { lastUsedAt: now });
    return row.id;
  }
}

function toAppPassword({ id, name, createdAt, lastUsedAt }: AppPasswordEntity): AppPassword {
  return { id, name, createdAt, lastUsedAt: lastUsedAt ?? undefined };
}
