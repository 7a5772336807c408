import { DomainError } from '#errors';
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock, Vault } from '#config';
import { LessThan, Repository } from 'typeorm';
import { digest } from '../accounts/secrets.js';
import { UserEntity } from '../accounts/user.entity.js';
import { PendingSignInEntity } from './pending-sign-in.entity.js';

/** A sign-in that began at somebody else's, until its session begins. */
export interface ExternalSignIn {
  /** For the audit log. */
  readonly reason: string;
  /** When the person proved there who they are, ISO 8601; absent: just now. */
  readonly authTime?: string | undefined;
  /** Handed back to the module that identified the person. */
  readonly carried: string;
}

/** How a sign-in began that did not begin with a password here. */
export interface SignInStart {
  readonly external?: ExternalSignIn | undefined;
  /** The session in which the person proves more; undefined: a new sign-in. */
  readonly browserSessionId?: string | undefined;
}

/** A sign-in that waits for a further proof. */
export interface PendingSignIn extends SignInStart {
  readonly ticket: string;
  readonly user: UserEntity;
  readonly amr: readonly string[];
  readonly secretSealed: string | undefined;
}

const lifeSeconds = 300;
const ticketForm = /^[A-Za-z0-9_-]{43}$/;

/** Sign-ins between two of their pages: 256 random bits in the page's form, stored as a digest, for five minutes. */
@Injectable()
export class PendingSignInStore {
  constructor(
    @InjectRepository(PendingSignInEntity) private readonly rows: Repository<PendingSignInEntity>,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** @returns its ticket. Old ones are deleted along the way. */
  async begin(
    user: Pick<UserEntity, 'id' | 'epoch'>,
    amr: readonly string[],
    { external, browserSessionId }: SignInStart = {},
    secretSealed?: string,
  ): Promise<string> {
    const now = this.clock.now();
    const ticket = randomBytes(32).toString('base64url');
    await this.rows.delete({ expiresAt: LessThan(now) });
    await this.rows.insert({
      hash: digest(ticket),
      userId: user.id,
      userEpoch: user.epoch,
      amr: [...amr],
      secretSealed: secretSealed ?? null,
      browserSessionId: browserSessionId ?? null,
      externalSealed: external === undefined ? null : this.vault.seal(JSON.stringify(external), placeOf(user.id)),
      expiresAt: new Date(now.getTime() + lifeSeconds * 1000),
    });
    return ticket;
  }

  /** @throws DomainError one-time-token.invalid for one that is unknown, used or expired, or whose account changed */
  async get(ticket: string): Promise<PendingSignIn> {
    const row = ticketForm.test(ticket) ? await this.rows.findOneBy({ hash: digest(ticket) }) : null;
    const user = row && (await this.users.findOneBy({ id: row.userId }));
    if (!row || !user || row.expiresAt <= this.clock.now() || user.disabled || user.epoch !== row.userEpoch)
      throw new DomainError('one-time-token.invalid', 'the sign-in');
    return {
      ticket,
      user,
      amr: row.amr,
      secretSealed: row.secretSealed ?? undefined,
      browserSessionId: row.browserSessionId ?? undefined,
      external:
        row.externalSealed === null
          ? undefined
          : // The border: only `begin` makes this text.
            (JSON.parse(this.vault.open(row.externalSealed, placeOf(user.id))) as ExternalSignIn),
    };
  }

  /** Ends it: of any number of concurrent requests one succeeds. @throws DomainError one-time-token.invalid */
  async use({ ticket }: PendingSignIn): Promise<void> {
    const { affected } = await this.rows.delete({ hash: digest(ticket) });
    if (affected !== 1) throw new DomainError('one-time-token.invalid', 'the sign-in');
  }
}

function placeOf(userId: number): string {
  return `pending_sign_ins.external_sealed:${userId}`;
}
