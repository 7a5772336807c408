export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The port through which letters leave the house. */
export abstract class Mailer {
  /** Whether letters can be sent at all: something is set. */
  abstract ready(): Promise<boolean>;

  /** Hands a letter over; throws when nobody takes it. */
  abstract send(email: Email): Promise<void>;
}

/** Nobody took a letter. Its message is for the log, and holds no secret. */
export class MailError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MailError';
  }
}
