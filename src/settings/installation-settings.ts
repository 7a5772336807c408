import { Injectable } from '@nestjs/common';
import type { Appearance, Installation, MailSettings } from './installation.js';

/** What is to change; what is left out stays, null clears. */
export interface InstallationChange {
  readonly appearance?: Partial<Appearance>;
  /** A password or key that is left out stays as it is. */
  readonly mail?: Partial<MailSettings> | null;
  readonly maxSessions?: number | null;
  readonly others?: Installation['others'];
}

/** Reads and changes what administrators set while the server runs; the door asks for the right. One row. */
@Injectable()
export class InstallationSettings {
  /** At most 5 s old on other instances; `mail.password` and `mail.apiKey` are null here. */
  async read(): Promise<Installation> {
    throw new Error('not built yet');
  }

  /** Two at the same moment both count. @throws SettingsError object.invalid (setting, field) */
  async change(_change: InstallationChange): Promise<Installation> {
    throw new Error('not built yet');
  }
}
