import { Module } from '@nestjs/common';
import { SettingsModule } from '#settings';
import { Mail } from './mailer.js';
import { OutgoingMail } from './outgoing-mail.js';
import { SendGrid, SendGridAddress } from './send-grid.js';

/** E-mail that goes out, by a mail server or by SendGrid. */
@Module({
  imports: [SettingsModule],
  providers: [
    { provide: SendGridAddress, useValue: new SendGridAddress() },
    SendGrid,
    { provide: Mail, useClass: OutgoingMail },
  ],
  exports: [Mail],
})
export class MailModule {}
