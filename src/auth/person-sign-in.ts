import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '#audit';
import type { UserState } from './accounts/account-state.js';
import { PasswordVerifier } from './accounts/password.verifier.js';
import { UsersService } from './accounts/users.service.js';
import type { Origin } from './credential.js';
import { type PendingSignIn, PendingSignInStore } from './factors/pending-sign-in-store.js';

/** A person who has proven who they are, and how (RFC 8176). */
export interface ProvenPerson {
  readonly user: UserState;
  readonly amr: readonly string[];
  /** What says so, for the transaction of what begins with it. */
  readonly events: readonly AuditEvent[];
}

/** What comes after one step of a sign-in in pages. */
export type SignInStage =
  | { readonly kind: 'proven'; readonly person: ProvenPerson }
  /** The password is temporary: the person chooses another. */
  | { readonly kind: 'new-password'; readonly ticket: string; readonly login: string };

/** What a person gives at once, where there are no pages. */
export interface SignInProof {
  readonly login: string;
  readonly password: string;
  /** Replaces a temporary password. */
  readonly newPassword?: string | undefined;
}

/** Signing a person in, in steps: password, and the replacement of a temporary one. */
@Injectable()
export class PersonSignIn {
  constructor(
    private readonly passwords: PasswordVerifier,
    private readonly pending: PendingSignInStore,
    private readonly users: UsersService,
  ) {}

  /** @throws DomainError password.wrong | attempts.exceeded | auth.busy */
  async begin(login: string, password: string, origin: Origin): Promise<SignInStage> {
    const { user, event, mustChangePassword } = await this.passwords.prove(login, password, origin);
    if (!mustChangePassword) return { kind: 'proven', person: { user, amr: ['pwd'], events: [event] } };
    const ticket = await this.pending.begin({ id: user.userId, epoch: user.epoch }, ['pwd']);
    return { kind: 'new-password', ticket, login: user.login };
  }

  /** @throws DomainError one-time-token.invalid (the step was taken, or is too old) | password.unacceptable | auth.busy */
  async replacePassword(ticket: string, password: string, origin: Origin): Promise<SignInStage> {
    const pending = await this.pending.get(ticket);
    if (!pending.user.mustChangePassword) throw new DomainError('one-time-token.invalid', 'nothing to replace');
    const user = await this.replaced(pending, password, origin);
    return this.proven({ ...pending, user }, origin);
  }

  /**
   * The whole sign-in in one request.
   * @throws DomainError password.wrong | attempts.exceeded | auth.busy; password.change-required, where the password is temporary
   *   and no new one is given; password.unacceptable; account.invalid (new_password) where none is wanted
   */
  async atOnce({ login, password, newPassword }: SignInProof, origin: Origin): Promise<ProvenPerson> {
    const { user, event, mustChangePassword } = await this.passwords.prove(login, password, origin);
    if (!mustChangePassword) {
      if (newPassword !== undefined)
        throw new DomainError('account.invalid', 'the password is not temporary', { reason: 'new_password' });
      return { user, amr: ['pwd'], events: [event] };
    }
    if (newPassword === undefined) throw new DomainError('password.change-required');
    const changed = await this.users.replaceTemporaryPassword(user.userId, newPassword, byOwner(user.userId, origin));
    return { user: changed, amr: ['pwd'], events: [event] };
  }

  private async replaced(pending: PendingSignIn, password: string, origin: Origin): Promise<UserState> {
    const { id } = pending.user;
    return this.users.replaceTemporaryPassword(id, password, byOwner(id, origin), () => this.pending.use(pending));
  }

  private async proven(
    { user, amr }: { readonly user: UserState; readonly amr: readonly string[] },
    origin: Origin,
  ): Promise<SignInStage> {
    const event: AuditEvent = {
      event: 'authn_login_success',
      actor: `user:${user.userId}`,
      origin,
      reason: amr.join(' '),
    };
    return { kind: 'proven', person: { user, amr, events: [event] } };
  }
}

function byOwner(userId: number, origin: Origin): { readonly actor: string; readonly origin: Origin } {
  return { actor: `user:${userId}`, origin };
}
