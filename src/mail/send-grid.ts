import { Injectable } from '@nestjs/common';
import { type Email, MailError } from './mailer.js';
import type { Sender } from './smtp.js';

const timeoutMilliseconds = 10_000;

/** The address of SendGrid; tests use a server of their own. */
export class SendGridAddress {
  constructor(readonly url = 'https://api.sendgrid.com') {}
}

/** Sends email through SendGrid's HTTP API v3 (docs.sendgrid.com, "v3 mail send"). */
@Injectable()
export class SendGrid {
  constructor(private readonly address: SendGridAddress) {}

  /** @throws MailError when it does not answer 2xx within 10 s */
  async send({ to, subject, text }: Email, from: Sender, key: string): Promise<void> {
    const answer = await fetch(`${this.address.url}/v3/mail/send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        personalizations: [{ to: [{ email: to }] }],
        from: { email: from.address, name: from.name },
        subject,
        content: [{ type: 'text/plain', value: text }],
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    }).catch((error: unknown) => {
      throw new MailError(`SendGrid did not answer (${error instanceof Error ? error.name : 'unknown'}).`);
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new MailError(`SendGrid rejected the email (${answer.status}).`);
  }
}
