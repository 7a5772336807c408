import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService, type AuditEvent } from '#audit';
import { Clock, Vault } from '#config';
import { Repository } from 'typeorm';
import { type InstallationChange, merged } from './installation-change.js';
import { InstallationEntity } from './installation.entity.js';
import type { Installation, MailSettings } from './installation.js';
import { type MailSecrets, noSecrets, type StoredInstallation, toInstallation } from './stored-installation.js';

const row = 1;
/** What the sealed secrets are bound to. */
const place = 'installation_settings.secrets:1';
const rememberMilliseconds = 5_000;

/** Reads and changes what administrators set while the server runs: one row. The API checks the permission. */
@Injectable()
export class SettingsService {
  private remembered: { readonly value: Promise<Installation>; readonly readAt: number } | undefined;

  constructor(
    @InjectRepository(InstallationEntity) private readonly installations: Repository<InstallationEntity>,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** At most 5 s old on other instances; `mail.password` and `mail.apiKey` are null here. */
  async read(): Promise<Installation> {
    return withoutSecrets(await this.readWithSecrets());
  }

  /** The mail settings with password and API key, for sending email only; at most 5 s old on other instances. */
  async readMail(): Promise<MailSettings | null> {
    return (await this.readWithSecrets()).mail;
  }

  /**
   * Locks the row, so that of two changes at the same moment neither is lost.
   * @param by who changes it, for the audit log
   * @throws DomainError object.invalid (setting, field)
   */
  async change(
    change: InstallationChange,
    by: Pick<AuditEvent, 'actor' | 'client' | 'origin'> = {},
  ): Promise<Installation> {
    const after = await this.installations.manager.transaction(async (manager) => {
      const rows = manager.getRepository(InstallationEntity);
      const empty = { id: row, values: {}, changedAt: this.clock.now() };
      await rows.createQueryBuilder().insert().values(empty).orIgnore().execute();
      const found = await rows.findOne({ where: { id: row }, lock: { mode: 'pessimistic_write' } });
      const next = merged(this.toInstallation(found), change);
      await rows.update({ id: row }, this.toRow(next));
      const reason = fieldsOf(change).join(' ');
      await this.audit.recordIn(manager, { event: 'settings_changed', subject: 'settings', reason, ...by });
      return next;
    });
    this.remembered = undefined;
    return withoutSecrets(after);
  }

  private readWithSecrets(): Promise<Installation> {
    const now = this.clock.now().getTime();
    if (this.remembered !== undefined && now - this.remembered.readAt < rememberMilliseconds)
      return this.remembered.value;
    const value = this.installations.findOneBy({ id: row }).then((found) => this.toInstallation(found));
    this.remembered = { value, readAt: now };
    // A failure reaches those who asked and is not remembered.
    value.catch(() => (this.remembered = undefined));
    return value;
  }

  private toInstallation(found: InstallationEntity | null): Installation {
    if (found === null) return toInstallation({}, noSecrets);
    return toInstallation(found.values, found.secrets === null ? noSecrets : this.open(found.secrets));
  }

  private toRow({ mail, ...rest }: Installation): Omit<InstallationEntity, 'id'> {
    const secrets: MailSecrets = { password: mail?.password ?? null, apiKey: mail?.apiKey ?? null };
    const values: StoredInstallation = { ...rest, mail: mail && storedMail(mail) };
    const sealed =
      secrets.password === null && secrets.apiKey === null ? null : this.vault.seal(JSON.stringify(secrets), place);
    return { values, secrets: sealed, changedAt: this.clock.now() };
  }

  private open(sealed: string): MailSecrets {
    // The border: only `toRow` makes this text.
    return JSON.parse(this.vault.open(sealed, place)) as MailSecrets;
  }
}

function withoutSecrets(installation: Installation): Installation {
  const { mail } = installation;
  return mail === null ? installation : { ...installation, mail: { ...mail, password: null, apiKey: null } };
}

function storedMail({
  password: _password,
  apiKey: _apiKey,
  ...mail
}: MailSettings): NonNullable<StoredInstallation['mail']> {
  return mail;
}

/** Names of what changed, for the audit log; never values. */
function fieldsOf({ appearance, mail, others, ...rest }: InstallationChange): readonly string[] {
  return [
    ...Object.keys(appearance ?? {}),
    ...(mail === undefined ? [] : ['mail', ...Object.keys(mail ?? {}).map((field) => `mail.${field}`)]),
    ...Object.keys(rest),
    ...Object.keys(others ?? {}),
  ];
}
