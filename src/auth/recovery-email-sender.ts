import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Config } from '#config';
import { Mailer } from '#mail';
import { DataSource } from 'typeorm';
import { normalLogin } from './accounts/normal-form.js';
import { OneTimeTokenStore } from './accounts/one-time-token-store.js';
import { randomBase62 } from './accounts/secrets.js';
import type { Origin } from './credential.js';
import { ClientThrottle } from './throttles/client.throttle.js';

interface Addressee {
  readonly id: number;
  readonly login: string;
  readonly email: string | null;
}

type Link = (token: string) => string;

const hourMilliseconds = 3_600_000;
const emailsPerHour = 3;
/** People may share an address; nobody needs emails for more accounts than this. */
const accountsLimit = 5;
const waitingLimit = 100;
const patienceMilliseconds = 5_000;

/** Sends the emails with which people who forgot their password choose a new one, after the request is answered. */
@Injectable()
export class RecoveryEmailSender implements OnModuleDestroy {
  private readonly logger = new Logger('RecoveryEmails');
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly tokens: OneTimeTokenStore,
    private readonly mail: Mailer,
    private readonly throttle: ClientThrottle,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Returns before anybody is looked up, so its time shows nothing about accounts.
   * @throws DomainError attempts.exceeded
   */
  async post(loginOrEmail: string, link: Link, origin: Origin): Promise<void> {
    await this.throttle.countEmail(origin.ip);
    if (this.underWay.size >= waitingLimit) {
      this.logger.error('An email was not sent: too many wait for the mail server.');
      return;
    }
    const email = this.write(loginOrEmail, link, origin)
      .catch((error: unknown) => this.logger.error(`An email was not sent: ${reasonOf(error)}`))
      .finally(() => this.underWay.delete(email));
    this.underWay.add(email);
  }

  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  async onModuleDestroy(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMilliseconds)));
    await Promise.race([this.settled(), patience]);
    clearTimeout(timer);
  }

  private async write(loginOrEmail: string, link: Link, origin: Origin): Promise<void> {
    const addressees = await this.find(loginOrEmail);
    if (addressees.length === 0) return;
    if (!(await this.mail.ready())) {
      this.logger.error('An email was not sent: neither the settings nor SMTP_URL name a mail server.');
      return;
    }
    for (const { id, login, email } of addressees) {
      const token = await this.tokenFor(id, origin);
      if (token !== undefined)
        await this.mail.send(recoveryEmail(email ?? login, login, link(token), this.config.publicUrl));
    }
  }

  /** Whoever may sign in with a password: by login, else by email address. People without an address get the email at their login, if that is one. */
  private async find(loginOrEmail: string): Promise<readonly Addressee[]> {
    const text = normalLogin(loginOrEmail);
    if (text === '' || text.length > 255 || text.includes('\0') || !text.isWellFormed()) return [];
    const found = await this.dataSource.query<(Addressee & { readonly named: boolean })[]>(
      `SELECT id, login, email, lower(login) = lower($1) AS named FROM users
       WHERE (lower(login) = lower($1) OR lower(email) = lower($1)) AND NOT disabled AND NOT readonly AND ($2 OR access_level = 'admin')
       ORDER BY named DESC, id LIMIT ${accountsLimit}`,
      [text, this.config.localSignIn === 'all'],
    );
    const named = found.filter((one) => one.named);
    return (named.length > 0 ? named : found).filter(({ login, email }) => email !== null || login.includes('@'));
  }

  /** Locks the person's row to count; undefined when they got three emails within the hour. */
  private tokenFor(userId: number, origin: Origin): Promise<string | undefined> {
    const now = this.clock.now().getTime();
    const token = randomBase62(40);
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
      const [counted] = await manager.query<{ emails: number }[]>(
        `SELECT count(*)::integer AS emails FROM one_time_tokens
         WHERE user_id = $1 AND purpose = 'password-reset' AND created_at > $2`,
        [userId, new Date(now - hourMilliseconds)],
      );
      if ((counted?.emails ?? 0) >= emailsPerHour) return undefined;
      const made = {
        token,
        purpose: 'password-reset',
        userId,
        expiresAt: new Date(now + hourMilliseconds),
      } as const;
      return (await this.tokens.insert(made, { origin }, manager)) ? token : undefined;
    });
  }
}

function recoveryEmail(to: string, login: string, link: string, publicUrl: string): Parameters<Mailer['send']>[0] {
  return {
    to,
    subject: 'Choose a new password',
    text: [
      `Somebody, probably you, asked for a new password for ${login} at ${publicUrl}.`,
      `Choose it here within an hour; the link works once:`,
      link,
      'If it was not you, do nothing: your password stays as it is.',
    ].join('\n\n'),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error';
}
