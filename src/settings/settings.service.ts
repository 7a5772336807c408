import { Injectable } from '@nestjs/common';
import { AuditLogService, type AuditEvent } from '#audit';
import type { InstallationChange } from './installation-change.js';
import { InstallationStore } from './installation-store.js';
import type { Installation } from './installation.js';

/** Reads and changes what administrators set while the server runs; the door asks for the right. One row. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly store: InstallationStore,
    private readonly audit: AuditLogService,
  ) {}

  /** At most 5 s old on other instances; `mail.password` and `mail.apiKey` are null here. */
  async read(): Promise<Installation> {
    return concealed(await this.store.read());
  }

  /**
   * Two at the same moment both count.
   * @param by who had it changed, for the audit log
   * @throws DomainError object.invalid (setting, field)
   */
  async change(change: InstallationChange, by: Pick<AuditEvent, 'actor' | 'origin'> = {}): Promise<Installation> {
    const after = await this.store.change(change);
    const reason = fieldsOf(change).join(' ');
    this.audit.record({ event: 'settings_changed', subject: 'settings', reason, ...by });
    return concealed(after);
  }
}

function concealed(installation: Installation): Installation {
  const { mail } = installation;
  return mail === null ? installation : { ...installation, mail: { ...mail, password: null, apiKey: null } };
}

/** Names, never values. */
function fieldsOf({ appearance, mail, others, ...rest }: InstallationChange): readonly string[] {
  return [
    ...Object.keys(appearance ?? {}),
    ...(mail === undefined ? [] : ['mail', ...Object.keys(mail ?? {}).map((field) => `mail.${field}`)]),
    ...Object.keys(rest),
    ...Object.keys(others ?? {}),
  ];
}
