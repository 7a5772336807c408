import { Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { InstallationSettings } from './installation-settings.js';
import { InstallationStore } from './installation-store.js';
import { Mail } from './mail.js';
import { OutgoingMail } from './outgoing-mail.js';
import { SendGrid, SendGridAddress } from './send-grid.js';

/** What administrators set while the server runs, and the mail that goes out. */
@Module({
  imports: [AuditModule],
  providers: [
    InstallationStore,
    InstallationSettings,
    { provide: SendGridAddress, useValue: new SendGridAddress() },
    SendGrid,
    { provide: Mail, useClass: OutgoingMail },
  ],
  exports: [InstallationSettings, Mail],
})
export class SettingsModule {}
