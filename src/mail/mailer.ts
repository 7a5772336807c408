export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The port for sending email. */
export abstract class Mailer {
  /** Whether email can be sent at all: a mail server or SendGrid is set. */
  abstract ready(): Promise<boolean>;

  /** Sends an email; throws when no server accepts it. */
  abstract send(email: Email): Promise<void>;
}

/** No server accepted an email. The message is for the log, and holds no secret. */
export class MailError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MailError';
  }
}
