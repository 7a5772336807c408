import { Module } from '@nestjs/common';
import { SettingsModule } from '#settings';
import { Mailer } from './mailer.js';
import { OutgoingMailer } from './outgoing-mailer.js';
import { SendGrid, SendGridAddress } from './send-grid.js';

/** Outgoing email, through a mail server or SendGrid. */
@Module({
  imports: [SettingsModule],
  providers: [
    { provide: SendGridAddress, useValue: new SendGridAddress() },
    SendGrid,
    { provide: Mailer, useClass: OutgoingMailer },
  ],
  exports: [Mailer],
})
export class MailModule {}
