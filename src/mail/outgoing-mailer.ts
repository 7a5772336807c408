import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import { type MailSettings, SettingsService } from '#settings';
import { type Email, Mailer } from './mailer.js';
import { SendGrid } from './send-grid.js';
import { type Sender, type SmtpServer, sendBySmtp, smtpServerOf } from './smtp.js';

/** How email is sent: SendGrid with this key, or a mail server. */
type Carrier = { readonly key: string } | { readonly server: SmtpServer };

/** Sends email as the settings define; where they name no server or key, through `SMTP_URL`. */
@Injectable()
export class OutgoingMailer extends Mailer {
  constructor(
    private readonly settings: SettingsService,
    private readonly sendGrid: SendGrid,
    private readonly config: Config,
  ) {
    super();
  }

  override async ready(): Promise<boolean> {
    return this.carrier(await this.settings.readMail()) !== undefined;
  }

  override async send(email: Email): Promise<void> {
    const mail = await this.settings.readMail();
    const carrier = this.carrier(mail);
    if (carrier === undefined) throw new Error('Neither the settings nor SMTP_URL name a mail server.');
    const sender = this.sender(mail);
    if ('key' in carrier) await this.sendGrid.send(email, sender, carrier.key);
    else await sendBySmtp(email, sender, carrier.server);
  }

  private carrier(mail: MailSettings | null): Carrier | undefined {
    if (mail?.method === 'sendgrid' && mail.apiKey !== null) return { key: mail.apiKey };
    if (mail?.method === 'smtp' && mail.host !== null) {
      const { host, port, login, password, security } = mail;
      return { server: { host, port, login, password, security } };
    }
    return this.config.smtpUrl === undefined ? undefined : { server: smtpServerOf(this.config.smtpUrl) };
  }

  private sender(mail: MailSettings | null): Sender {
    const { mailFrom, publicUrl } = this.config;
    const [, name, address] = /^(.*)<([^<>]+)>$/.exec(mailFrom ?? '') ?? [];
    return {
      name: mail?.senderTitle ?? name?.trim().replace(/^"(.*)"$/, '$1') ?? 'Camgate',
      address: mail?.senderAddress ?? address ?? mailFrom ?? `camgate@${new URL(publicUrl).hostname}`,
    };
  }
}
