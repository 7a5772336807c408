import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { AuditLogService, type AuditEvent } from '#audit';
import { Clock, Vault } from '#config';
import type { EntityManager, Repository } from 'typeorm';
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
  async change(change: InstallationChange, by: Pick<AuditEvent, 'actor' | 'origin'> = {}): Promise<Installation> {
    const after = await this.installations.manager.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO installation_settings (id, "values", changed_at) VALUES ($1, '{}', $2) ON CONFLICT DO NOTHING`,
        [row, this.clock.now()],
      );
      await manager.query('SELECT id FROM installation_settings WHERE id = $1 FOR UPDATE', [row]);
      const next = merged(await this.find(manager), change);
      await this.write(manager, next);
      return next;
    });
    this.remembered = undefined;
    const reason = fieldsOf(change).join(' ');
    this.audit.record({ event: 'settings_changed', subject: 'settings', reason, ...by });
    return withoutSecrets(after);
  }

  private readWithSecrets(): Promise<Installation> {
    const now = this.clock.now().getTime();
    if (this.remembered !== undefined && now - this.remembered.readAt < rememberMilliseconds)
      return this.remembered.value;
    const value = this.find(this.installations.manager);
    this.remembered = { value, readAt: now };
    // A failure reaches those who asked and is not remembered.
    value.catch(() => (this.remembered = undefined));
    return value;
  }

  private async find(manager: EntityManager): Promise<Installation> {
    const found = await manager.findOneBy(InstallationEntity, { id: row });
    if (found === null) return toInstallation({}, noSecrets);
    return toInstallation(found.values, found.secrets === null ? noSecrets : this.open(found.secrets));
  }

  private async write(manager: EntityManager, { mail, ...rest }: Installation): Promise<void> {
    const secrets: MailSecrets = { password: mail?.password ?? null, apiKey: mail?.apiKey ?? null };
    const values: StoredInstallation = { ...rest, mail: mail && storedMail(mail) };
    const sealed =
      secrets.password === null && secrets.apiKey === null ? null : this.vault.seal(JSON.stringify(secrets), place);
    await manager.query('UPDATE installation_settings SET "values" = $2, secrets = $3, changed_at = $4 WHERE id = $1', [
      row,
      JSON.stringify(values),
      sealed,
      this.clock.now(),
    ]);
  }

  private open(sealed: string): MailSecrets {
    // The border: only `write` makes this text.
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
