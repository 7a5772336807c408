import { Injectable } from '@nestjs/common';
import { Clock, Vault } from '#config';
import { DataSource, type EntityManager } from 'typeorm';
import { InstallationEntity } from './installation.entity.js';
import { type InstallationChange, merged } from './installation-change.js';
import type { Installation } from './installation.js';
import { type MailSecrets, noSecrets, type StoredInstallation, toInstallation } from './stored-installation.js';

const row = 1;
const place = 'installation_settings.secrets:1';
const rememberMilliseconds = 5_000;

/** The one row of the settings, and what it holds, secrets included. */
@Injectable()
export class InstallationStore {
  private known: { readonly value: Promise<Installation>; readonly readAt: number } | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** With its secrets; at most 5 s old. */
  read(): Promise<Installation> {
    const now = this.clock.now().getTime();
    if (this.known !== undefined && now - this.known.readAt < rememberMilliseconds) return this.known.value;
    const value = this.find(this.dataSource.manager);
    this.known = { value, readAt: now };
    // A failure is answered to those who asked, and not remembered.
    value.catch(() => (this.known = undefined));
    return value;
  }

  /**
   * Behind the row, so that two at the same moment both count.
   * @throws DomainError object.invalid (setting, field)
   */
  async change(change: InstallationChange): Promise<Installation> {
    const after = await this.dataSource.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO installation_settings (id, "values", changed_at) VALUES ($1, '{}', $2) ON CONFLICT DO NOTHING`,
        [row, this.clock.now()],
      );
      await manager.query('SELECT id FROM installation_settings WHERE id = $1 FOR UPDATE', [row]);
      const next = merged(await this.find(manager), change);
      await this.write(manager, next);
      return next;
    });
    this.known = undefined;
    return after;
  }

  private async find(manager: EntityManager): Promise<Installation> {
    const found = await manager.findOneBy(InstallationEntity, { id: row });
    if (found === null) return toInstallation({}, noSecrets);
    return toInstallation(found.values, found.secrets === null ? noSecrets : this.open(found.secrets));
  }

  private async write(manager: EntityManager, { mail, ...rest }: Installation): Promise<void> {
    const secrets: MailSecrets = { password: mail?.password ?? null, apiKey: mail?.apiKey ?? null };
    const values: StoredInstallation = { ...rest, mail: mail && withoutSecrets(mail) };
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

function withoutSecrets({
  password: _password,
  apiKey: _apiKey,
  ...mail
}: NonNullable<Installation['mail']>): NonNullable<StoredInstallation['mail']> {
  return mail;
}
